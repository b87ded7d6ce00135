-- Clusters of copies: what is alike, whatever the order.
require "gimlet"
local core = require "gimlet.core"
local cluster = require "gimlet.score.cluster"

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
    print(("figure: near_copies_cut %d of %d (floor 15)"):format(found.cut, all.cut))
    print(("figure: near_copies_light %d of %d (floor 16)"):format(found.light, all.light))
    print(("figure: near_copies_heavy %d of %d (floor 12)"):format(found.heavy, all.heavy))
    print(("figure: near_copies_precision %d of %d (floor all)"):format(joined - wrong, joined))
    assert.is_true(found.cut >= 15 and found.light >= 16 and found.heavy >= 12)
    assert.are.equal(0, wrong)
  end)
end)

-- Speeches of 700 words and what becomes of them: the edits are drawn from a fixed seed.
describe("cluster on edited texts", function()
  local folder = os.getenv("GIMLET_TEST_DATA")
  local path = folder and folder .. "/presidential_speeches/speeches.jsonl.gz"
  local file = path and io.open(path, "rb")
  if not file then
    print("skipped: cluster on edited texts: no $GIMLET_TEST_DATA/presidential_speeches")
    pending("cluster on edited texts")
    return
  end
  local bytes = file:read("a")
  file:close()
  local state = 4711
  local function below(n)
    state = (state * 6364136223846793005 + 1442695040888963407)
    return (state >> 33) % n + 1
  end

  local function split(speech, first, count)
    local list, number = {}, 0
    for word in speech:gmatch("%S+") do
      number = number + 1
      if number >= first then list[#list + 1] = word end
      if #list == count then return list end
    end
  end

  local function swap(list, share, pool)
    local copy = {}
    for i, word in ipairs(list) do copy[i] = below(100) <= share and pool[below(#pool)] or word end
    return copy
  end

  local function reordered(list)
    local parts = {}
    for i = 1, #list, 70 do parts[#parts + 1] = table.concat(list, " ", i, math.min(#list, i + 69)) end
    for i = #parts, 2, -1 do
      local k = below(i)
      parts[i], parts[k] = parts[k], parts[i]
    end
    return table.concat(parts, "\n\n")
  end

  local function cut(list, share)
    local size = math.floor(#list * share)
    local first = below(#list - size)
    return table.concat(list, " ", first, first + size - 1)
  end

  it("finds cuts, other orders, other headlines and changed words", function()
    local originals, number = {}, 0
    assert(core.load.read("s.jsonl.gz", bytes, {}, function(speech)
      number = number + 1
      local list = number % 12 == 0 and split(speech:text(), 100, 700)
      if list then originals[#originals + 1] = list end
    end))
    local kinds = { "cut to 60 %", "cut to 30 %", "reordered", "headline", "10 % changed", "20 % changed",
      "30 % changed", "40 % changed" }
    local documents, origin, kind_of = {}, {}, {}
    for i, list in ipairs(originals) do
      local pool = originals[i % #originals + 1]
      local versions = { cut(list, 0.6), cut(list, 0.3), reordered(list),
        table.concat(pool, " ", 1, 30) .. "\n\n" .. table.concat(list, " ", 40) }
      for share = 10, 40, 10 do versions[#versions + 1] = table.concat(swap(list, share, pool), " ") end
      versions[0] = table.concat(list, " ")
      for k = 0, #versions do
        local made = document(versions[k])
        documents[#documents + 1] = made
        origin[made.hash], kind_of[made.hash] = i, k
      end
    end
    -- Each edit against its original alone, so that no other edit helps; and all together, for what is joined wrongly.
    local found, first = {}, nil
    for _, made in ipairs(documents) do
      local kind = kind_of[made.hash]
      if kind == 0 then first = made elseif same(first, made) then found[kind] = (found[kind] or 0) + 1 end
    end
    local clusters, joined, wrong = cluster.of(documents), 0, 0
    for _, group in ipairs(cluster.groups(clusters)) do
      for i = 1, #group do
        for k = i + 1, #group do
          joined = joined + 1
          if origin[group[i]] ~= origin[group[k]] then wrong = wrong + 1 end
        end
      end
    end
    local least = 1
    for kind, name in ipairs(kinds) do
      local share = (found[kind] or 0) / #originals
      print(("figure: near_copies %s %.3f of %d (floor 0.97)"):format(name, share, #originals))
      least = math.min(least, share)
    end
    print(("figure: near_copies_edited precision %.4f of %d pairs (floor 0.98)"):format(1 - wrong / joined, joined))
    assert.is_true(least >= 0.97)
    assert.is_true(wrong / joined <= 0.02)
  end)
end)
