"""The paper of an edition: content and a face into PDF. The only package that imports xhtml2pdf."""
