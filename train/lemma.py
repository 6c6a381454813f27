"""Lemmas as edit rules over the word: case, how many characters to strip from the end, what to add; or the whole lemma.
A rule is written "L2y": lower-case the word, strip two characters, add "y"; K keeps the case, T is Title case; "=be" is
the lemma itself."""
from chars import lower, plain_form


def cased(word, case):
    if case == "L":
        return lower(word)
    if case == "T":
        return word[:1] + lower(word[1:])
    return word


def rule_of(form, lemma):
    word, lemma = plain_form(form), plain_form(lemma)
    best = None
    order = "LKT" if lemma == lower(lemma) else "KTL"
    for case in order:
        base = cased(word, case)
        p = 0
        while p < min(len(base), len(lemma)) and base[p] == lemma[p]:
            p += 1
        if best is None or p > best[0]:
            best = (p, case, len(base) - p, lemma[p:])
    p, case, strip, add = best
    if p == 0 or strip > 9 or (p < 2 and len(add) > 2):
        return "=" + lemma
    return f"{case}{strip}{add}"


def apply(rule, form):
    if rule[0] == "=":
        return rule[1:]
    base = cased(plain_form(form), rule[0])
    strip = int(rule[1])
    return base[:len(base) - strip] + rule[2:] if strip < len(base) else base
