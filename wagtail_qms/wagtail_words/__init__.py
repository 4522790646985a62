"""Words of Wagtail and Django that officers meet, so that locale/vi can say them.

Officers work in Vietnamese only. Wagtail's own Vietnamese covers about one word in six, and in places calls two
things by one name (a workflow and a procedure are both "quy trình" there). The first app in INSTALLED_APPS that
translates a word wins, and wagtail_qms stands before Wagtail. So the modules of this package declare Wagtail's words,
exactly as Wagtail writes them, for makemessages to find; nothing reads them at run time. A word that Wagtail says well
enough in Vietnamese is left to it. When Wagtail drops or rewords one, tests/test_words.py names it.

What Wagtail says in the browser comes from a catalogue of its own, which no other app can add to:
``script`` lays the Vietnamese over it.
"""
