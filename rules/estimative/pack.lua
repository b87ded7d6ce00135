-- Words of estimative probability, of confidence and of sources, as ICD 203 (2015, with its amendment of 2022) and ICD
-- 206 of the United States' intelligence community have them.
--
--   gimlet scan estimative article.html        what a text says how surely
--   gimlet do lint_brief brief.md              does a finished brief keep to it?
--
-- Both rows of terms stand for the same seven ranges of per cent; a brief keeps to one row, and does not put a
-- likelihood and a confidence into one sentence. “Likely” alone is an adjective, too (“the likely winner”): it is
-- taken as a term there as well, as it says how sure the writer is. “Remote” is a term only of chances, as places are
-- remote more often.
pack "estimative" {
  about   = "Likelihood, confidence and citations as ICD 203 and ICD 206 have them.",
  version = "1.0.0",
}

entity "likelihood" {
  about      = "A term of the scale of ICD 203, with its row and its range in per cent.",
  kind       = "likelihood",
  match_case = false,
  zones      = { "title", "body", "list", "table", "heading" },
  names      = file "likelihood.tsv",
  finds      = { "An attack is very unlikely.", "It will almost certainly fail.", "There are roughly even odds.",
    "The chance is remote.", "a remote possibility" },
  ignores    = { "a remote island", "It is like that." },
}

entity "confidence" {
  about      = "How well founded a judgement is said to be.",
  kind       = "confidence",
  match_case = false,
  zones      = { "title", "body", "list", "table", "heading" },
  names      = file "confidence.tsv",
  finds      = { "We judge with high confidence that it will.", "moderate confidence" },
  ignores    = { "Confidence in the bank is high." },
}

theme "judgement" {
  about   = "The writers' own judgement, told from what sources say.",
  zones   = { "title", "body", "list" },
  phrases = {
    "we|I judge|assess|estimate|believe|expect|conclude|anticipate", "we have high|moderate|low confidence",
    "our|my (key) judgement|judgment|assessment|estimate|view", "in our|my judgement|judgment|view|assessment",
  },
  finds   = { "We assess that it will hold.", "Our key judgment is that it fails." },
  ignores = { "They believe it." },
}

theme "attributed" {
  about   = "What names its source in the sentence.",
  zones   = { "title", "body", "list" },
  phrases = {
    "according to", "as|so far as … said|reported|noted|quoted by",
    "say|report|state|announce|warn|note|claim|argue|confirm|deny|acknowledge that",
      "said|told|reported|announced|stated|wrote",
    "(reporting|press|media) reports say|indicate|suggest", "quoted|cited (as saying)",
  },
  finds   = { "According to the ministry, it fell.", "The board said it fell.", "He confirmed that it fell." },
  ignores = { "It fell in the spring." },
}

-- allow-file: too-common
pattern "vague" {
  about   = "Words that leave open how likely: no term of the scale.",
  zones   = { "title", "body", "list" },
  match   = word "may" + phrase "might|possibly|perhaps|conceivably|maybe"
    + phrase "could be|have|lead|become|result|face|see"
    + phrase "real|serious|distinct|good|fair possibility|chance"
    + phrase "cannot be ruled out" + phrase "cannot|can't rule out"
    + phrase "is possible|conceivable" + phrase "there is a risk|chance",
  finds   = { "It might fail.", "A leak cannot be ruled out.", "There is a real possibility of war.",
    "It may well be." },
  ignores = { "It was founded in May." },
}

pattern "citation" {
  about   = "A numbered note, an author and year, a source in brackets, or a link.",
  zones   = { "title", "body", "list", "table" },
  match   = text_regex([=[\[\^?\d+(\s*[,–-]\s*\d+)*\]|[¹²³⁴-⁹⁰]+|https?://\S+|\((Source|source|SOURCE)s?:[^()]*\)]=]
    .. [=[|\(([^()]*[, ])?(19|20)\d\d[a-z]?([,:] [^()]*)?\)]=]),
  finds   = { "It fell.[1] It rose [2, 3].", "It fell.¹", "It fell (Nikkei, 3 May 2020).",
    "It fell (Source: Nikkei)." },
  ignores = { "It fell (by a lot)." },
}
