"""Translation behind one interface: a service or a folder of models; both texts side by side.

:func:`~ceasefire.press.translation.choose.translator` gives a translator for a place,
:func:`~ceasefire.press.translation.translate.translate_article` puts an article through it.
"""
