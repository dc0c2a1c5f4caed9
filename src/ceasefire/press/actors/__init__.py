"""Who is named in a text: names of the case in all their forms, offices, capitals, the unnamed."""
