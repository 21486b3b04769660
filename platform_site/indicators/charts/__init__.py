"""Charts and maps: plain data in, small dataclasses out, drawn by templates."""
