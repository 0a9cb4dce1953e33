"""What the program knows about words: each list once, the longer ones as tables in `data/`.

It rests on nothing else of the program. A list that differs slightly from place to place is one table, whose second
column says for each word which uses it has.
"""
