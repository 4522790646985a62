"""Records of the quality management system, one folder a subject."""
