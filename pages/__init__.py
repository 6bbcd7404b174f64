"""One file per page: its layout and wording, nothing that another page could need."""
