"""Charts and maps: plain data in, small dataclasses out, drawn by templates. No colour and no text is decided here."""
