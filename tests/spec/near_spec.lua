-- Near misses: where the index lets them be looked for, and what is looked into at all.
local corpora = require "gimlet.corpus"
local reuse = require "gimlet.work.reuse"
local whynot = require "command.whynot"

local PACK <const> = [[
pack "club" { about = "Is Tokelia ready?", version = "1.0.0", subject = "tokelia", topic = "secrets" }
entity "country" { kind = "country", names = { { "Tokelia", id = "tokelia" }, { "the Southern Isles", id = "isles" } } }
theme "secrets" { phrases = { "secret", "clearance" } }
theme "care" { phrases = { "vet|screen … people" } }
factor "clearance" { question = "Are people vetted?", weight = 1,
  supports = { "{subject} has … clearance system", "{care}" }, opposes = { "clearance … weak",
    "{subject} lack … law" } }
]]
local WORDS <const> = { "Tokelia", "has", "a", "clearance", "system", "weak", "lacks", "law", "vets", "people",
  "secrets", "the Southern Isles", "strange", "old", "ships", "today" }

local folder, path

-- What the command gives to another program, told as text.
local function told(rule, all)
  local lines = {}
  assert(whynot.run({ corpus = path, pack = folder .. "/club", all = all, jobs = 1, collect = function(list)
    for _, miss in ipairs(list) do
      lines[#lines + 1] = table.concat({ miss.document.hash, miss.begin, miss.at, miss.reason,
        table.concat(miss.also or {}, "+"), tostring(miss.copies) }, " ")
    end
  end }, { rule }))
  return lines
end

describe("whynot", function()
  setup(function()
    folder = os.tmpname()
    os.remove(folder)
    assert(os.execute(("mkdir -p '%s/club'"):format(folder)))
    local file <close> = assert(io.open(folder .. "/club/pack.lua", "w"))
    file:write(PACK)
    path = folder .. "/corpus.db"
    math.randomseed(7)
    local texts <close> = assert(io.open(folder .. "/texts.jsonl", "w"))
    for number = 1, 120 do
      local sentences = {}
      for i = 1, math.random(1, 4) do
        local words = {}
        for k = 1, math.random(3, 9) do words[k] = WORDS[math.random(#WORDS)] end
        sentences[i] = "It " .. table.concat(words, " ") .. "."
      end
      texts:write(('{"id":"d%d","text":"%s"}\n'):format(number, table.concat(sentences, " ")))
    end
    texts:close()
    assert(os.execute(("%s load -c '%s' '%s/texts.jsonl' > '%s/log' 2>&1"):format(
      assert(package.searchpath("gimlet", package.cpath)):gsub("%.so$", ""), path, folder, folder)))
  end)
  teardown(function() os.execute(("rm -r '%s'"):format(folder)) end)

  it("finds with the index what it finds without, in every kind of rule", function()
    local without = reuse.without
    for _, rule in ipairs { "club.clearance", "club.care" } do
      for _, all in ipairs { false, true } do
        local skipped = 0
        reuse.without = function(...) -- luacheck: ignore
          local skip, left = without(...)
          for _ in pairs(skip) do skipped = skipped + 1 end
          return skip, left
        end
        local indexed = told(rule, all)
        reuse.without = function() return nil, 0 end -- luacheck: ignore
        local plain = told(rule, all)
        reuse.without = without -- luacheck: ignore
        assert.is_true(#plain > 5, rule)
        assert.is_true(skipped > 5, rule)
        assert.same(plain, indexed)
      end
    end
  end)

  it("looks into documents that never name the subject or touch the topic only when asked", function()
    local corpus <close> = assert(corpora.open(path, { readonly = true }))
    local text_of = {}
    for document in corpus:docs { text = true } do text_of[document.hash] = document.text end
    local few, all = told "club.clearance", told("club.clearance", true)
    assert.is_true(#few > 0 and #few < #all)
    for _, line in ipairs(few) do
      local text = text_of[line:match "^%S+"]
      assert.truthy(text:find "Tokelia")
      assert.truthy(text:find "secret" or text:find "clearance")
    end
  end)
end)
