"""The local page: server, visits, layout, panels. Imports nothing by itself: NiceGUI is an extra."""
