"""The server of the page: its address, who may ask, where files are kept, what every page is dressed in."""
