-- Words of scripts without spaces mean their letters, however they are cut.
require "gimlet"
local letters = require "gimlet.rule.letters"
local packs = require "spec.packs"

-- Every way a word may be cut, as text: tokens parted by blanks.
local function cuts(word, before, after)
  local tokens = {}
  for piece in word:gmatch "%S+" do tokens[#tokens + 1] = { fold = piece } end
  local make = {
    piece = function(text) return { text } end,
    either = function(nodes)
      local all = {}
      for _, node in ipairs(nodes) do table.move(node, 1, #node, #all + 1, all) end
      return all
    end,
    sequence = function(nodes)
      local all = { "" }
      for _, node in ipairs(nodes) do
        local longer = {}
        for _, head in ipairs(all) do
          for _, tail in ipairs(node) do longer[#longer + 1] = head == "" and tail or head .. " " .. tail end
        end
        all = longer
      end
      return all
    end,
  }
  return letters.node(make, tokens, before, after)
end

describe("letters", function()
  it("takes every cut of a short word", function()
    assert.same({ "あ い う", "あ いう", "あい う", "あいう" }, cuts("あいう"))
    assert.same({ "*あ い*", "*あい*" }, cuts("あい", true, true))
  end)

  it("parts long words where texts are cut", function()
    local all = cuts "個別避難 計画作成 義務"
    assert.equal(2 ^ 3 * 2 ^ 5, #all)
    for _, cut in ipairs(all) do assert.is_truthy((cut .. " "):find("難 計", 1, true)) end
  end)

  it("knows the scripts", function()
    for _, word in ipairs { "避難", "かも", "ハザード", "々", "ภาษา", "汉语" } do assert.is_true(letters.unspaced(word), word) end
    for _, word in ipairs { "law", "Zürich", "한국", "AI規制" } do assert.is_false(letters.unspaced(word), word) end
  end)

  local CASES = { -- phrase, text, what is found
    { "避難計画", "その避難計画について話す。", "避難計画" },
    { "かもしれない", "堤防が決壊するかもしれない。", "かもしれない" },
    { "べき", "作るべきだ。", "" },
    { "べき*", "作るべきだ。", "べきだ" },
    { "京都", "東京都に行く。", "" },
    { "AI規制", "政府はAI規制を急ぐ。", "AI規制" },
    { "計画 …4 作*", "計画をすぐに作らない。", "計画をすぐに作" },
  }
  for _, case in ipairs(CASES) do
    it(case[1] .. " in " .. case[2], function()
      local source = ('pack "p" { about = "a", version = "1" }\ntheme "t" { phrases = { "%s" } }'):format(case[1])
      local compiled = packs.compile { packs.inline("p", source), packs.folder "std" }
      local found = {}
      for i, hit in ipairs(packs.hits(compiled, case[2], { kinds = { theme = true } })) do found[i] = hit.text end
      assert.equal(case[3], table.concat(found, " "))
    end)
  end
end)
