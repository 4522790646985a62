"""Rich text of documents: the features an editor has."""

#: What ``content.prose`` keeps, and nothing else.
FEATURES = ["bold", "italic", "underline", "superscript", "subscript", "ol", "ul", "link"]
