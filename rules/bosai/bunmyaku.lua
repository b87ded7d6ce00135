-- 文脈。日本語では否定も推量も動詞の後に来るので、係る先は前である (scope = "before")。
-- What the contexts of std do for English: each takes the name that scoring knows (negated, needed, hedged …). Cues
-- stand behind what they are said of.

pattern "clause_edge" {
  about   = "ここで節が変わる。",
  phrases = { "が 、", "けれど*|しかし|ただし|一方", "ものの" },
  match   = phrase "、" * #phrase "市|同市|しかし|だが|一方",
  finds   = { "作ったが、古い。" },
}

context "negated" {
  about   = "そうではない。",
  scope   = "before", reach = 9,
  cues    = { "ない|なく|なかった|なけれ", "ん|せん", "ず|ずに|ぬ", "ありません|ません|ませんでした", "とは 言え|いえ ない" },
  except  = {
    "だけ で|では なく", "だけでなく", "ばかり で なく", "ばかりでなく", "に 違い|ちがい ない", "違いない",
    "少 なかった|なく|ない", "少ない|少なく|少なかった", "間違いなく", "なければならない|なければなりません",
    "に 限ら ず", "問わず", "を 問わ ず",
  },
  stops   = { "が 、", "、 しかし|だが|一方", "ので|から 、" },
  finds   = { "計画はない。", "作らなかった。", "届きません。" },
  ignores = { "見た人は少なかった。", "市だけでなく県も動いた。" },
}

context "needed" {
  about   = "まだない、と言っている。",
  scope   = "before", reach = 14,
  cues    = { "べき*", "必要 が|も|は ある|あり*", "必要 だ|です|と", "なければならない|なければなりません|ねばならない", "求め*|求められ*",
    "急が れ*", "欠か せ ない" },
  except  = { "べき* で|では ない", "必要 は ない" },
  stops   = { "が 、", "、 しかし|だが|一方" },
  finds   = { "作るべきだ。", "見直す必要がある。" },
  ignores = { "作ることができる。" },
}

context "need_not" {
  about   = "しなくてよい。",
  scope   = "before", reach = 12,
  cues    = { "必要 は|が ない", "なくて も よい|いい", "べき* で|では ない" },
  finds   = { "作り直す必要はない。" },
}

context "hedged" {
  about   = "言い切らない。",
  scope   = "before", reach = 16,
  cues    = { "かもしれない|かもしれません|かも", "だろう|でしょう|であろう", "可能性 が|も ある|あり*", "恐れ|おそれ が|も ある|あり*",
    "と みられ*", "と 見 られ*", "よう だ|です", "らしい", "と いう 声 が|も ある" },
  finds   = { "決壊するかもしれない。", "恐れがある。" },
  ignores = { "決壊した。" },
}

context "conditional" {
  about   = "もし、の話。",
  scope   = "both", reach = 20,
  cues    = { "もし|仮に", "ば 、", "れば 、", "なら|ならば 、", "たら 、" },
  finds   = { "計画があれば、被害は減る。" },
  ignores = { "場所を決めた。" },
}

context "question" {
  about   = "問い。",
  scope   = "sentence",
  cues    = { phrase "か 。|？" * sentence_end, phrase "か" * sentence_end, "か どう か" },
  finds   = { "計画はあるのか。" },
  ignores = { "計画がある。" },
}

context "future" {
  about   = "これからのこと。",
  scope   = "before", reach = 14,
  cues    = { "予定|方針|計画 だ|です|と", "つもり", "予定|方針 を", "目指*|目指し*", "今後|来年度 中 に" },
  finds   = { "来年、警報を出す予定だ。" },
  ignores = { "警報を出した。" },
}

context "conceded" {
  about   = "認めはするが。",
  scope   = "before", reach = 14,
  cues    = { "ものの 、", "とはいえ 、", "にもかかわらず 、" },
  finds   = { "計画はあるものの、古い。" },
}

-- 誰が言うか: the cue captures its source; all the rest of the sentence is what is said.
local source = (sentence_begin + behind(phrase "、")) * cap("source", (any - phrase "、|は|が|。") ^ { 1, 7 })
local said = phrase "述べ*|話*|語*|指摘*|説明*|発表*|訴え*|強調*|明らか|伝え*|批判*"

context "attributed" {
  about = "誰かがそう言う。",
  label = "attributed",
  scope = "sentence",
  cues  = {
    source * phrase "によると|によれば",
    source * phrase "は|が|も" * gap(0, 60) * phrase "と" * (any - phrase "は|が|も") ^ -2 * said,
    phrase "と" * cap("source", (any - phrase "、|は|が|。") ^ { 1, 7 }) * phrase "は|が|も" * said,
    source * word "：",
  },
  finds   = { "専門家によると、堤防は低い。", "市長は「計画は十分だ」と述べた。" },
  ignores = { "市は計画を作った。" },
}
