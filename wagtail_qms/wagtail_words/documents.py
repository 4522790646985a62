"""Files: choosing, uploading, keeping them."""

from wagtail_qms.problems import gettext_noop as _
from wagtail_qms.wagtail_words.markers import ngettext

WORDS = (
    _("Maximum filesize: %(max_upload_size)s."),
    _("This file is too big (%(file_size)s). Maximum filesize %(max_filesize)s."),
    _("This file is too big. Maximum filesize %(max_filesize)s."),
    _("Add/edit documents you own"),
    _("Edit any document"),
    _("Select documents in choosers"),
    _("file"),
    _("tags"),
    _("document"),
    _("documents"),
    ngettext(
        "Add tags to 1 document",
        "Add tags to %(counter)s documents",
    ),
    _("Add tags to documents"),
    ngettext(
        "Are you sure you want to tag the following document?",
        "Are you sure you want to tag the following documents?",
    ),
    ngettext(
        "You don't have permission to add tags to this document",
        "You don't have permission to add tags to these documents",
    ),
    ngettext(
        "Add 1 document to new collection",
        "Add %(counter)s documents to new collection",
    ),
    _("Add documents to collection"),
    ngettext(
        "Are you sure you want to add the following document to the selected collection?",
        "Are you sure you want to add the following documents to the selected collection?",
    ),
    ngettext(
        "You don't have permission to add this document to a collection",
        "You don't have permission to add these documents to a collection",
    ),
    ngettext(
        "Delete 1 document",
        "Delete %(counter)s documents",
    ),
    _("Delete documents"),
    ngettext(
        "Are you sure you want to delete this document?",
        "Are you sure you want to delete these documents?",
    ),
    ngettext(
        "You don't have permission to delete this document",
        "You don't have permission to delete these documents",
    ),
    _("Latest documents"),
    _('Sorry, no documents match "<em>%(search_query)s</em>"'),
    _("You haven't uploaded any documents in this collection."),
    _("You haven't uploaded any documents."),
    _(
        'Why not <a class="upload-one-now" href="#tab-upload" data-action="w-tabs#select:prevent" '
        'data-w-tabs-target="trigger" data-w-tabs-focus-param="true">upload one now</a>?'
    ),
    _("Change document:"),
    _("Add a document"),
    _("Uploading…"),
    _("Upload"),
    _("Filesize"),
    _("File not found"),
    _("Select all documents in listing"),
    _('Sorry, no documents match "<em>%(query_string)s</em>"'),
    _(
        "You haven't uploaded any documents in this collection. Why not <a "
        'href="%(wagtaildocs_add_document_url)s">upload one now</a>?'
    ),
    _('You haven\'t uploaded any documents. Why not <a href="%(wagtaildocs_add_document_url)s">upload one now</a>?'),
    ngettext(
        '%(total)s Document <span class="w-sr-only">created in %(site_name)s</span>',
        '%(total)s Documents <span class="w-sr-only">created in %(site_name)s</span>',
    ),
    _("Add multiple documents"),
    _("Drag and drop documents into this area to upload immediately."),
    _("Or choose from your computer"),
    _("Add to collection:"),
    _(
        "Upload successful. Please update this document with a more appropriate title, if necessary. You may "
        "also delete the document completely if the upload wasn't required."
    ),
    _("Sorry, upload failed."),
    _("Document updated."),
    _("You need a password to access this document."),
    _("Document permissions"),
    _("Add a document permission"),
    _("Tags"),
    _("Add tags to the selected documents"),
    ngettext(
        "New tags have been added to %(num_parent_objects)d document",
        "New tags have been added to %(num_parent_objects)d documents",
    ),
    _("Add to collection"),
    _("Add selected documents to collection"),
    ngettext(
        "%(num_parent_objects)d document has been added to %(collection)s",
        "%(num_parent_objects)d documents have been added to %(collection)s",
    ),
    _("Delete selected documents"),
    ngettext(
        "%(num_parent_objects)d document has been deleted",
        "%(num_parent_objects)d documents have been deleted",
    ),
    _("File"),
    _("Choose a document"),
    _("Choose another document"),
    _("Edit this document"),
    _("Documents"),
    _("The document could not be created due to errors."),
    _("Document '%(document_title)s' added."),
    _("The document could not be saved due to errors."),
    _("Document '%(document_title)s' updated"),
    _("The file could not be found. Please change the source or delete the document."),
    _("Delete document"),
    _("Document '%(document_title)s' deleted."),
    _("Add documents"),
    _("Document"),
    ngettext(
        "%(count)s document",
        "%(count)s documents",
    ),
)
