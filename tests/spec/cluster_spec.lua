-- Clusters of copies: what is alike, whatever the order.
require "gimlet"
local core = require "gimlet.core"
local cluster = require "gimlet.cluster"

local lexicon, tokens = core.text.lexicon(), core.text.tokens()

local function document(text, zones)
  tokens:cut(lexicon, text)
  return { hash = core.base.sha256(text), signature = core.load.signature(tokens, lexicon, zones), text = text }
end

-- A text of made-up sentences, the same for the same seed.
local function story(seed, count)
  local words, state = {}, seed * 7919 + 17
  for i = 1, count do
    state = (state * 1103515245 + 12345) & 0x7fffffff
    words[i] = "w" .. (state >> 8) % 5000
  end
  return words
end

local function text(words, from, to) return table.concat(words, " ", from or 1, to or #words) end

local function changed(words, share)
  local copy = {}
  for i, word in ipairs(words) do copy[i] = i % math.floor(1 / share) == 0 and "other" .. i or word end
  return copy
end

local function same(a, b) return cluster.of({ a, b })[a.hash] == cluster.of({ a, b })[b.hash] end

describe("cluster", function()
  local words = story(1, 600)
  local original = document(text(words))

  it("joins exact copies in another layout", function()
    assert.is_true(same(original, document("\n" .. text(words):gsub(" ", "  "):upper() .. "\n\n")))
  end)
  it("joins near copies", function()
    assert.is_true(same(original, document(text(changed(words, 0.02)))))
    assert.is_true(same(original, document("Headline changed here. " .. text(words, 1, 560))))
  end)
  it("joins an excerpt", function() assert.is_true(same(original, document(text(words, 1, 330)))) end)
  it("parts what is different", function()
    assert.is_false(same(original, document(text(story(2, 600)))))
    assert.is_false(same(original, document(text(changed(words, 0.5)))))
  end)
  it("looks at the article only", function()
    local frame = text(story(5, 600)) .. " "
    local a, b = frame .. text(story(3, 100)), frame .. text(story(4, 100))
    local function zones(whole)
      return { { kind = "boilerplate", begin = 0, ["end"] = #frame },
        { kind = "body", begin = #frame, ["end"] = #whole } }
    end
    assert.is_true(same(document(a), document(b)))
    assert.is_false(same(document(a, zones(a)), document(b, zones(b))))
  end)
  it("compares short texts whole", function()
    assert.is_true(same(document("One two."), document("one two")))
    assert.is_false(same(document("One two."), document("one three")))
  end)
  it("never joins what has no words", function()
    assert.is_false(same(document("..."), document("!!!")))
    assert.is_false(same({ hash = "a" }, { hash = "b" }))
  end)
  it("does not depend on the order", function()
    local documents = {}
    for i = 1, 40 do
      documents[#documents + 1] = document(text(story(i % 8 + 10, 300)) .. " tail " .. i)
    end
    local first = cluster.of(documents)
    for i = #documents, 2, -1 do
      local j = (i * 7) % i + 1
      documents[i], documents[j] = documents[j], documents[i]
    end
    assert.are.same(first, cluster.of(documents))
    assert.are.equal(8, #cluster.groups(first))
    for hash, id in pairs(first) do
      assert.is_true(id <= hash)
      assert.are.equal(id, first[id])
    end
  end)
  it("takes many documents without comparing all pairs", function()
    local documents = {}
    for i = 1, 3000 do documents[i] = document(text(story(i, 40))) end
    local begun = os.clock()
    local groups = cluster.groups(cluster.of(documents))
    assert.are.equal(0, #groups)
    assert.is_true(os.clock() - begun < 2)
  end)
end)

-- Thousands of near-copies of one story cost about as much as thousands of stories.
describe("cluster of many near-copies", function()
  it("takes them in time", function()
    local words, documents = story(77, 300), {}
    for i = 1, 4000 do
      documents[i] = document(text(words, 1, 150) .. " change " .. i .. " " .. text(words, 151))
    end
    local begun = os.clock()
    local groups = cluster.groups(cluster.of(documents))
    assert.are.equal(1, #groups)
    assert.are.equal(4000, #groups[1])
    assert.is_true(os.clock() - begun < 1)
  end)
end)

-- Answers to five questions, copied from, revised after, or written without the original (Clough and Stevenson 2011).
-- Cut ones are near-copies; light ones mostly; heavy and other ones are texts of their own.
describe("cluster on neardup", function()
  local folder = os.getenv("GIMLET_TEST_DATA")
  local list = folder and io.open(folder .. "/neardup/clough_stevenson/file_information.csv")
  if not list then
    print("skipped: cluster on neardup: no $GIMLET_TEST_DATA/neardup")
    pending("cluster on neardup")
    return
  end
  local function read(name)
    local file = io.open(folder .. "/neardup/clough_stevenson/" .. name, "rb")
    local bytes = file and file:read("a")
    if file then file:close() end
    return bytes and bytes:gsub("[\128-\255]", "'")
  end

  it("finds copies and joins nothing else", function()
    local found, all = { cut = 0, light = 0, heavy = 0, non = 0 }, { cut = 0, light = 0, heavy = 0, non = 0 }
    local wrong, joined = 0, 0
    for line in list:lines() do
      local name, task, kind = line:match("^(g[^,]*%.txt),(%a),(%a+)")
      if name and read(name) then
        local answer = document(read(name))
        for original in ("abcde"):gmatch(".") do
          local is = same(answer, document(read("orig_task" .. original .. ".txt")))
          joined = joined + (is and 1 or 0)
          if original == task then
            all[kind] = all[kind] + 1
            found[kind] = found[kind] + (is and 1 or 0)
          end
          if is and (original ~= task or kind == "non") then wrong = wrong + 1 end
        end
      end
    end
    list:close()
    print(("figure: near_copies_cut %d of %d (floor 10)"):format(found.cut, all.cut))
    print(("figure: near_copies_light %d of %d (floor 4)"):format(found.light, all.light))
    print(("figure: near_copies_precision %d of %d (floor all)"):format(joined - wrong, joined))
    assert.is_true(found.cut >= 10 and found.light >= 4)
    assert.are.equal(0, wrong)
  end)
end)
