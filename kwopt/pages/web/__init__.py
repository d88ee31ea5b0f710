"""The local web page of `kwopt serve`, in the order in which a request meets it.

`serving` guards the address and answers there, as `options` say; `visiting` is one browser tab with its
worker, files and state; `layout` sets out the one screen; each `panel_*` is a part of it, made of `elements`
that all panels share.
Nothing is computed here: panels ask `kwopt.pages.bench`, which runs in the visit's worker.
"""
