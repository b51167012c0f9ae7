"""python -m unittest test_training (needs no shared data, no weights)."""

import itertools
import unittest

import numpy as np

import decode
import labels as L
import text as T


class Text(unittest.TestCase):
    def test_normalise(self):
        self.assertEqual(T.normalise("Zürich’s…"), "zurich's...")

    def test_shapes(self):
        words = ['"', "The", "US", "A", "McDonald", "iPhone", "F-16", "2024", "—", "said"]
        self.assertEqual(T.shapes(words), [9, 12, 3, 4, 5, 6, 7, 8, 9, 1])

    def test_pieces(self):
        vocab = ["[PAD]"] * 103 + ["talk", "##s", "-", "u", "."]
        pieces = T.Pieces(vocab)
        self.assertEqual(pieces.of("Talks"), (103, 104))
        self.assertEqual(pieces.of("U."), (106, 107))
        self.assertEqual(pieces.of("Zq-"), (T.UNK, 105))

    def test_tokenize(self):
        text = "The minister didn't resign. \"We can't,\" said Mr. Smith's aide."
        words = [[w[0] for w in s] for s in T.tokenize(text)]
        self.assertEqual(words[0], ["The", "minister", "did", "n't", "resign", "."])
        self.assertEqual(words[1], ['"', "We", "ca", "n't", ",", '"', "said", "Mr.", "Smith", "'s", "aide", "."])
        for s in T.tokenize(text):
            for w, a, b in s:
                self.assertEqual(text[a:b], w)


class Codes(unittest.TestCase):
    def test_lemma_scripts(self):
        for form, lemma, script in (("Talks", "talk", "L|1|"), ("was", "be", "=be"), ("Paris", "Paris", "K|0|")):
            self.assertEqual(L.lemma_script(form, lemma), script)
            self.assertEqual(L.apply_script(form, script), lemma)

    def test_name_masks(self):
        self.assertEqual(L.tag_masks(1, ["PER"]), [L.mask("S-PER")])
        self.assertEqual(len(L.tag_masks(4, ["LOC", "FAC"])), 4)


class Decode(unittest.TestCase):
    def test_tree_is_the_best_one(self):
        rng = np.random.default_rng(0)
        for _ in range(60):
            n = int(rng.integers(1, 5))
            s = rng.normal(size=(n, n + 1))
            got = sum(s[i, h] for i, h in enumerate(decode.tree(s)))
            trees = [h for h in itertools.product(range(n + 1), repeat=n) if _is_tree(h)]
            self.assertAlmostEqual(got, max(sum(s[i, x] for i, x in enumerate(h)) for h in trees))

    def test_names_are_legal(self):
        z = np.zeros((3, len(L.NAME_TAGS)))
        z[0, L.NAME_ID["B-PER"]] = z[1, L.NAME_ID["I-PER"]] = 2
        z[2, L.NAME_ID["O"]] = 1
        self.assertEqual(decode.names(z), ["B-PER", "I-PER", "E-PER"])


def _is_tree(heads) -> bool:
    if heads.count(0) != 1 or any(h == i + 1 for i, h in enumerate(heads)):
        return False
    for i in range(len(heads)):
        j, steps = i + 1, 0
        while j and steps <= len(heads):
            j, steps = heads[j - 1], steps + 1
        if j:
            return False
    return True


if __name__ == "__main__":
    unittest.main()
