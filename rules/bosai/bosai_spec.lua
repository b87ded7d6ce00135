-- What a pack in Japanese must do: words however they are cut, contexts, speakers, whom a sentence is about.
require "gimlet"
local expect = require "gimlet.rule.expect"

describe("bosai", function()
  setup(function() expect.pack() end)

  it("finds words however they are cut", function()
    assert.finds("plan", "その避難計画について話す。", "避難計画")
    assert.finds("make", "ポンプを設置しました。")
    assert.finds("make", "誰も作らなかった。")
    assert.ignores("plan", "旅行の計画を立てた。")
    assert.ignores("city", "倉敷の市場は広い。")
  end)

  it("turns what is denied, whatever the ending", function()
    for _, ending in ipairs { "作っていない", "作らなかった", "作っていません", "作れずにいる", "作ってはいない" } do
      assert.opposes("plans", "倉敷市は避難計画を" .. ending .. "。")
    end
    assert.supports("plans", "倉敷市は避難計画だけでなく、地図も作った。")
  end)

  it("knows what is only needed, feared, planned or asked", function()
    for _, ending in ipairs { "作るべきだ", "作る必要がある", "作らなければならない", "作ることが求められている" } do
      assert.opposes("plans", "倉敷市は避難計画を" .. ending .. "。")
    end
    assert.strength("defences", "倉敷市では堤防が決壊するかもしれない。", 0.5)
    assert.strength("defences", "倉敷市では堤防が決壊する恐れがある。", 0.5)
    assert.strength("warnings", "倉敷市は防災無線を増やす予定だ。", 0.5)
    assert.ignores("plans", "倉敷市は避難計画を作ったのか。")
    assert.ignores("plans", "倉敷市が避難計画を作れば、被害は減る。")
  end)

  it("knows who says so", function()
    local told = {
      ["専門家によると、倉敷市の堤防は低い。"] = "専門家",
      ["倉敷市の市長は「避難計画は古い」と述べた。"] = "倉敷市の市長",
      ["「倉敷市の避難計画は古い」と住民は話した。"] = "住民",
      ["しかし、研究者は、倉敷市の堤防は弱いと指摘した。"] = "研究者",
      ["課長：倉敷市は水位計を設置した。"] = "課長",
    }
    local pack = expect.pack "bosai"
    for text, speaker in pairs(told) do
      local found
      for _, hit in ipairs(pack:hits(text)) do
        if hit.kind == "factor" then found = hit.attributed_to end
      end
      assert.equal(speaker, found, text)
    end
  end)

  it("carries the city on, and tells cities apart", function()
    assert.supports("defences", "倉敷市は川の町だ。同市は堤防を高くした。")
    assert.ignores("defences", "高知市は海の町だ。同市は堤防を高くした。")
  end)

  it("scores its samples", function()
    assert.scores("samples", 40, 60)
  end)
end)
