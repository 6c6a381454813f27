"""Characters and words as the network sees them. src/analyse/chars.c and features.c are the same rules in C."""
import unicodedata

STRAIGHT = {}
for chars, plain in [
    ("\u2018\u2019\u201a\u201b\u2032\u00b4\u02bc", "'"),
    ("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
    ("\u2010\u2011\u2012\u2013\u2212", "-"),
    ("\u2015", "\u2014"),
]:
    for c in chars:
        STRAIGHT[c] = plain
SPACES = {c: " " for c in "\t\v\f\r\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000"}
SPACES.update({chr(c): " " for c in range(0x2000, 0x200B)})


def straight(text):
    """Curly quotes, dashes and blanks made plain, character by character: offsets stay."""
    return "".join(STRAIGHT.get(c) or SPACES.get(c) or c for c in text)


def lower(text):
    """Simple lower case, character by character."""
    out = []
    for c in text:
        low = c.lower()
        out.append(low if len(low) == 1 else c)
    return "".join(out)


def is_letter(c):
    return unicodedata.category(c)[0] == "L"


def is_upper(c):
    return unicodedata.category(c) == "Lu"


def is_digit(c):
    return unicodedata.category(c) == "Nd"


# ---------------------------------------------------------------- words
# Hashed tables: (what, how many characters, rows). Row 0 of a table is a row like any other.
AFFIXES = [("suffix", 1, 256), ("suffix", 2, 1024), ("suffix", 3, 4096), ("suffix", 4, 8192),
           ("prefix", 1, 256), ("prefix", 2, 1024), ("prefix", 3, 4096), ("shape", 16, 1024)]


def fnv32(slot, data):
    h = ((2166136261 ^ slot) * 16777619) & 0xFFFFFFFF
    for b in data:
        h = ((h ^ b) * 16777619) & 0xFFFFFFFF
    return h ^ (h >> 15)


def fnv64(data):
    h = 14695981039346656037
    for b in data:
        h = ((h ^ b) * 1099511628211) & 0xFFFFFFFFFFFFFFFF
    return h


def plain_form(form):
    """The form that features and lemmas start from."""
    return straight(form)


def zeroed(word):
    """Every digit as 0."""
    return "".join("0" if is_digit(c) else c for c in word)


def shape(word):
    """Letters as X and x, digits as d, the rest as it is; no more than two alike in a row, 16 in all."""
    out = []
    for c in word:
        s = "X" if is_upper(c) else "x" if is_letter(c) else "d" if is_digit(c) else c
        if len(out) >= 2 and out[-1] == s and out[-2] == s:
            continue
        out.append(s)
        if len(out) == 16:
            break
    return "".join(out)


def affix_rows(form):
    """The row in each hashed table."""
    plain = plain_form(form)
    key = zeroed(lower(plain))
    rows = []
    for slot, (what, n, size) in enumerate(AFFIXES):
        text = key[-n:] if what == "suffix" else key[:n] if what == "prefix" else shape(plain)
        rows.append(fnv32(slot, text.encode()) & (size - 1))
    return rows
