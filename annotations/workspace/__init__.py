"""The page on which claims are marked and checked: from rows to what is drawn, and the one answer to each write.

reading.py reads all claims of a text as bare values, rows.py makes rows of them and draws those, shown.py remembers
what was made of one revision, page.py puts the page together, cards.py the open card, answers.py what a write answers.
"""
