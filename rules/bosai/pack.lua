-- 市は水害に備えているか。日本語の文章に、日本語の規則で答える小さな例。
-- Is a city ready for floods? A small pack over Japanese text; its phrases, contexts and speakers are all Japanese.
--
--   bunmyaku.lua   文脈: what turns or weakens a sentence (ない、べき、かもしれない) and who says so (によると、と述べた)
--
--   gimlet scan bosai rules/bosai/samples
--   gimlet scan bosai --subject kochi rules/bosai/samples
--
-- In Japanese a word of a phrase means its letters, however they are cut; a star lets it go on: 作* is 作る, 作った, 作らない.
-- 直したら: gimlet check bosai
pack "bosai" {
  about   = "市は水害に備えているか",
  version = "1.0.0",
  files   = { "bunmyaku" },
  subject = "kurashiki",
}

entity "city" {
  about     = "市とその機関。",
  kind      = "city",
  names     = {
    { "倉敷市", id = "kurashiki" }, { "倉敷市役所|真備町", id = "kurashiki_of", of = "kurashiki", as = "institution" },
    { "高知市", id = "kochi" }, { "高知市役所", id = "kochi_of", of = "kochi", as = "institution" },
    { "岡山市", id = "okayama" },
  },
  stand_ins = { "同市|本市", sentence_begin * phrase "市" },
  finds     = { "倉敷市は川の町だ。" },
  ignores   = { "倉敷は川の町だ。" },
}

theme "plan" {
  about   = "避難の計画と地図。",
  phrases = { "避難計画", "防災計画", "業務継続計画", "(個別) 避難 計画", "ハザードマップ", "行動計画|タイムライン" },
  finds   = { "避難計画を見直した。" },
  ignores = { "旅行の計画を立てた。" },
}

theme "works" {
  about   = "水を防ぐもの。",
  phrases = { "堤防|護岸|水門|ダム|遊水地|放水路", "排水ポンプ|排水機場", "付け替え|付替え", "河川改修|治水対策" },
  finds   = { "堤防を高くした。" },
  ignores = { "道路を広げた。" },
}

theme "warning" {
  about   = "知らせるもの。",
  phrases = { "警報|避難指示|避難情報|緊急速報", "防災無線|サイレン", "水位計|監視カメラ" },
  finds   = { "避難指示を出した。" },
  ignores = { "会議の指示を出した。" },
}

pattern "make" {
  about   = "作る、直す、終える。",
  phrases = { "作*|策定*|定め*|まとめ*|見直*", "整備*|設け*|設置*|完成*|完了*|導入*", "強化*|増や*|高く|かさ上げ*|広げ*",
    "配*|配布*|公表*", "発*|出し*|伝え*|流し*" },
  finds   = { "計画を作った。" },
}

factor "plans" {
  question = "避難の計画があり、使われているか",
  weight   = 2, group = "people",
  supports = { "{plan} …9 {make}", "{plan} が|も ある|あり*", "訓練 …6 行*|重ね*|参加*" },
  opposes  = { "{plan} …4 古*|不十分*|形だけ*", "訓練 …4 足り ない|ず", "地図|マップ …8 見* …4 少な*" },
  examples = {
    supports = { "倉敷市は避難計画を見直した。", "倉敷市は毎年、訓練を行っている。" },
    opposes  = { "倉敷市は避難計画を作っていない。", "倉敷市は避難計画を作るべきだ。", "倉敷市の避難計画は古い。" },
    neither  = { "岡山市は避難計画を見直した。", "倉敷市が避難計画を作れば、被害は減る。", "倉敷市は避難計画を作ったのか。" },
  },
}

factor "defences" {
  question = "堤防などは足りているか",
  weight   = 3, group = "river", required = true,
  supports = { "{works} …6 {make}", "{works} …6 守っ*" },
  opposes  = { "{works} …4 低い|弱い|古い|(足り ない)", "{works} …4 決壊*|壊れ*|越え*", "工事 …4 遅れ*" },
  examples = {
    supports = { "倉敷市では、堤防のかさ上げが完了した。" },
    opposes  = { "倉敷市の堤防は低い。", "倉敷市では堤防が決壊するかもしれない。" },
    neither  = { "高知市の堤防は低い。" },
  },
}

factor "warnings" {
  question = "危険は人に届くか",
  weight   = 2, group = "people",
  supports = { "{warning} …6 {make}", "{warning} …6 届*|聞こえ*" },
  opposes  = { "{warning} …6 遅れ*|遅かっ*" },
  examples = {
    supports = { "倉敷市は防災無線を増やした。" },
    opposes  = { "倉敷市の避難指示は遅れた。", "倉敷市の防災無線は聞こえなかった。" },
    neither  = { "避難指示とは何か。" },
  },
}

score "readiness" {
  about  = "市の備え",
  groups = { river = "川", people = "人" },
  scale  = { 0, 100 },
}
