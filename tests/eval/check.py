#!/usr/bin/env python3
"""Check the evaluation pairs beside this file and count what they hold.

    python3 check.py [--unlinked] [FILE ...]

For every pair: the sections are there; every quoted prefix stands exactly once in its side's text (runs of white
space count as one space) and at the start of a sentence or line; the links that are not marked `moved` keep the order
of both sides; no two equal sentences are left without a link; the words of every fact stand in the text it speaks of.
`--unlinked` also prints the sentences that no link names. Exit status 0 when all is well, 1 otherwise.
"""
import os, re, sys
from collections import Counter

HERE = os.path.dirname(os.path.abspath(__file__))
CLASSES = set("quote attribution number date name negation hedge headline wording cut addition move style "
              "typography formatting furniture credit".split())
HEAD = re.compile(r"# kind: ([\w-]+); language: ([\w+-]+); \S.*")
ENDS = ".!?…。！？:：]\"'”’»“)」』|*-–—"


def fold(text):
    return re.sub(r"\s+", " ", text).strip()


def parse(path):
    """-> kind, language, old, new, links [(olds, news, moved)], facts [(class, old, new)]; raises ValueError."""
    text = open(path, encoding="utf-8", newline="").read()
    head, _, rest = text.partition("\n")
    m = HEAD.fullmatch(head)
    if not m:
        raise ValueError("first line is not `# kind: …; language: …; …`")
    parts = re.split(r"^--- (old|new|links|facts)\n", rest, flags=re.M)
    names = parts[1::2]
    if parts[0] or names not in (["old", "new", "links"], ["old", "new", "links", "facts"]):
        raise ValueError(f"sections are {names}")
    old, new, links, *facts = parts[2::2]
    return m[1], m[2], old, new, [link(l) for l in links.splitlines() if l], \
        [fact(l) for l in (facts[0] if facts else "").splitlines() if l]


def link(line):
    m = re.fullmatch(r"(\".+\") ~ (\".+\")(  moved)?", line)
    if not m:
        raise ValueError(f"not a link: {line}")
    return [p for p in m[1][1:-1].split('" + "')], [p for p in m[2][1:-1].split('" + "')], bool(m[3])


def fact(line):
    cls, _, value = line.partition(": ")
    if cls == "no":
        if value not in CLASSES:
            raise ValueError(f"no such class: {line}")
        return cls, value, ""
    m = re.fullmatch(r"(.*?) ?-> ?(.*)", value)
    if not m or cls not in CLASSES | {"announced"} or not (m[1] or m[2]):
        raise ValueError(f"not a fact: {line}")
    return cls, m[1], m[2]


def starts(text):
    """Offsets in the folded text where a line starts in the text itself."""
    out, pos = set(), 0
    for word in re.finditer(r"\S+", text):
        if "\n" in text[:word.start()][-(word.start() - pos):] or word.start() == 0:
            out.add(len(fold(text[:word.start()])) + (1 if word.start() and fold(text[:word.start()]) else 0))
        pos = word.end()
    return out


def sentences(text):
    out = []  # rough; pieces of up to four words ("4. Repairs.") go with what follows
    for para in re.split(r"\n\s*\n", text):
        label = ""
        for s in re.split(r"(?<=[.!?…。！？])[\"'”’»“)」』]*\s+(?=[^\sa-zà-ÿа-я])|(?<=[。！？])", para):
            label = fold(label + " " + s)
            if len(label.split()) > 4 or re.search(r"[\u3040-\u9fff]", label):
                out.append(label)
                label = ""
        out += [label] if label else []
    return out


def check(path, complain, show):
    kind, lang, old, new, links, facts = parse(path)
    sides, covered, places = (old, new), ([], []), []
    for olds, news, moved in links:
        here = []
        for side, prefixes in enumerate((olds, news)):
            text, lines = fold(sides[side]), starts(sides[side])
            for p in prefixes:
                n = text.count(p)
                if n != 1 or p != fold(p):
                    complain(f"{('old', 'new')[side]}: {n} times: \"{p}\"")
                    continue
                at = text.index(p)
                if at and at not in lines and text[:at].rstrip()[-1] not in ENDS:
                    complain(f"{('old', 'new')[side]}: not at a start: \"{p}\"")
                covered[side].append(at)
                here.append((side, at))
        if not moved:
            places.append((min([a for s, a in here if s == 0], default=0), min([a for s, a in here if s == 1], default=0)))
    places.sort()
    for a, b in zip(places, places[1:]):
        if b[1] < a[1]:
            complain(f"out of order but not marked moved: old \"{fold(old)[b[0]:b[0] + 40]}\" after \"{fold(old)[a[0]:a[0] + 40]}\"")
    loose = []
    for side in (0, 1):
        text, pos, left = fold(sides[side]), 0, []
        for s in sentences(sides[side]):
            at = text.find(s, pos)
            if at < 0:
                continue
            pos = at + len(s)
            if not any(at <= c < pos for c in covered[side]):
                left.append(s)
        loose.append(left)
        if show:
            for s in left:
                print(f"    {('old', 'new')[side]} unlinked: {s}")
    for s in set(loose[0]) & set(loose[1]):
        complain(f"equal on both sides, without a link: {s}")
    for cls, o, n in facts:
        if cls == "no":
            continue
        for part, text, side in ((o, old, "old"), (n, new, "new")):
            if part and fold(part) not in fold(text):
                complain(f"fact {cls}: {side} does not hold \"{part}\"")
    return kind, lang, len(links), sum(len(o) * len(n) for o, n, _ in links), facts, sum(m for *_, m in links)


def runs(text, n=8):
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i:i + n]) for i in range(len(words) - n + 1)}


def corpus():
    beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../shared/corpus")
    for folder in (os.environ.get("RECTO_CORPUS", ""), beside):
        if folder and os.path.isdir(folder):
            return set().union(*(runs(open(os.path.join(folder, f), encoding="utf-8", errors="replace").read())
                                 for f in os.listdir(folder)))
    return set()


def main():
    show = "--unlinked" in sys.argv
    files = [a for a in sys.argv[1:] if not a.startswith("-")] or \
        sorted(os.path.join(HERE, f) for f in os.listdir(HERE) if re.fullmatch(r"[ab]-.*\.txt", f))
    bad, kinds, langs, halves, facts = 0, Counter(), Counter(), {}, Counter()
    total, forbidden = Counter(), corpus()
    for path in files:
        name, faults = os.path.basename(path), []
        if show:
            print(name)
        try:
            kind, lang, n, pairs, fs, moved = check(path, faults.append, show)
        except ValueError as e:
            faults.append(str(e))
        else:
            kinds[kind] += 1
            langs[lang] += 1
            halves.setdefault(name[0], set()).add(kind)
            total.update(pairs=1, links=n, sentence_pairs=pairs, moved=moved, facts=len(fs), with_facts=int(bool(fs)))
            facts.update(c for c, *_ in fs)
        for run in sorted(runs(open(path, encoding="utf-8").read()) & forbidden):
            faults.append("eight words shared with the corpus: " + " ".join(run))
        for f in faults:
            print(f"{name}: {f}")
        bad += len(faults)
    if len(files) > 1 and len(halves) == 2:
        for k in sorted(halves["a"] ^ halves["b"]):
            print(f"kind {k} is in one half only")
            bad += 1
    print(f"{total['pairs']} pairs, {total['links']} links ({total['sentence_pairs']} sentence pairs, {total['moved']} moved), "
          f"{total['facts']} facts in {total['with_facts']} pairs, {bad} faults")
    for title, counts in (("kinds", kinds), ("languages", langs), ("facts", facts)):
        print(f"{title}: " + ", ".join(f"{k} {v}" for k, v in sorted(counts.items())))
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
