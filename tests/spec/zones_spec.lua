-- Zones of noisy articles (tests/zones): nothing of the article lost, nothing else in it.
require "gimlet"
local pipeline = require "gimlet.work.pipeline"

-- What may stand for what. The second word of a pair is as good as the first.
local SAME = { out = { boilerplate = true, teaser = true, caption = true, author = true, chat = true, label = true },
  label = { heading = true, boilerplate = true }, list = { body = true }, teaser = { boilerplate = true },
  author = { boilerplate = true }, caption = { boilerplate = true }, heading = { title = false } }
local TEXT = { body = true, list = true }

-- The text of a marked file and what its paragraphs are: { kind, text }, the text without marks of Markdown.
local function unmark(marked)
  local lines, expected = {}, {}
  for line in marked:gmatch("([^\n]*)\n") do
    local kind, rest = line:match("^(%l+)|(.*)$")
    if kind then
      line = rest
      expected[#expected + 1] = { kind = kind, text = line:gsub("^#+ ", ""):gsub("%*%*", "") }
    elseif line ~= "" and #expected > 0 then
      expected[#expected].text = expected[#expected].text .. "\n" .. line
    end
    lines[#lines + 1] = line
  end
  return table.concat(lines, "\n") .. "\n", expected
end

local function kind_at(document, offset)
  for _, zone in ipairs(document.zones) do
    if zone.begin <= offset and offset < zone["end"] then return zone.kind end
  end
  return "none"
end

-- Compares; gives counts and says what is wrong.
local function judge(name, document, expected, counts)
  local at = 1
  for _, block in ipairs(expected) do
    local first, last = document.text:find(block.text, at, true)
    assert(first, name .. ": not found: " .. block.text)
    at = last
    block.begin, block["end"] = first - 1, last
    local found = kind_at(document, (first + last) // 2 - 1)
    local right = found == block.kind or (SAME[block.kind] or {})[found] or false
    counts.all = counts.all + 1
    if right then counts.right = counts.right + 1 end
    if TEXT[block.kind] and not TEXT[found] then counts.lost = counts.lost + 1 end
    if not TEXT[block.kind] and TEXT[found] then counts.noise = counts.noise + 1 end
    if not right and os.getenv "VERBOSE" then
      print(("%s: %s for %s: %s"):format(name, found, block.kind, document.text:sub(block.begin + 1,
        math.min(block["end"], block.begin + 90))))
    end
  end
end

local function read_bytes(path)
  local file = assert(io.open(path, "rb"))
  local bytes = file:read "a"
  file:close()
  return bytes
end

local function read_document(reader, text)
  local path = os.tmpname()
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
  local document
  assert(reader:read({ path }, {}, function(answer) document = answer.document end))
  os.remove(path)
  return document
end

describe("zones of noisy articles", function()
  it("keep the article and leave out the rest", function()
    local reader = assert(pipeline.new { jobs = 1 })
    local counts = { all = 0, right = 0, lost = 0, noise = 0 }
    for path in io.popen("ls tests/zones/*.txt"):lines() do
      local text, expected = unmark(read_bytes(path))
      local document = assert(read_document(reader, text), path)
      judge(path, document, expected, counts)
    end
    reader:close()
    print(("figure: noisy_articles_zones %.3f of %d paragraphs right, %d lost, %d of noise kept (floor 0.95, 0, 6)")
      :format(counts.right / counts.all, counts.all, counts.lost, counts.noise))
    assert.is_true(counts.right / counts.all >= 0.95)
    assert.equal(0, counts.lost)
    assert.is_true(counts.noise <= 6)
  end)

  it("keep paragraphs whatever is planted between them", function()
    local planted = { bodies = { {}, {} }, noise = {} }
    for line in io.lines "tests/zones/planted.lines" do
      local which, text = line:match "^(%w+)|(.*)$"
      if which then table.insert(planted.bodies[tonumber(which)] or planted.noise, text) end
    end
    local reader = assert(pipeline.new { jobs = 1 })
    local state = 7
    local function random(below) -- Park and Miller 1988, the same everywhere
      state = state * 48271 % 2147483647
      return state % below + 1
    end
    local counts = { all = 0, right = 0, lost = 0, noise = 0 }
    for round = 1, 120 do
      local lines, expected = {}, {}
      local function add(kind, text)
        lines[#lines + 1] = text
        expected[#expected + 1] = { kind = kind, text = text }
      end
      local rate = random(5)
      for _, paragraph in ipairs(planted.bodies[random(#planted.bodies)]) do
        while random(10) < rate do add("out", planted.noise[random(#planted.noise)]) end
        add("body", paragraph)
      end
      while random(10) < 7 do add("out", planted.noise[random(#planted.noise)]) end
      local between = round % 2 == 0 and "\n" or "\n\n"
      local document = assert(read_document(reader, table.concat(lines, between) .. "\n"))
      judge("round " .. round, document, expected, counts)
    end
    reader:close()
    print(("figure: planted_noise %.4f of %d lines right, %d paragraphs lost, %d of noise kept (floor 0.98, 4, 20)")
      :format(counts.right / counts.all, counts.all, counts.lost, counts.noise))
    assert.is_true(counts.right / counts.all >= 0.98)
    assert.is_true(counts.lost <= 4 and counts.noise <= 20)
  end)
end)
