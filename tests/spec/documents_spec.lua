-- Office documents and books: the words of those beside the project against what pandoc gives for them.
require "gimlet"
local core = require "gimlet.core"
local native = require "spec.support.native"
local data = os.getenv "GIMLET_TEST_DATA" or "../shared/corpus"

local function file(path)
  local handle = io.open(path, "rb")
  if not handle then return nil end
  local bytes = handle:read "a"
  handle:close()
  return bytes
end

-- Words in lower case, signs and marks left out, counted.
local function words(text)
  local bag, count = {}, 0
  text = text:gsub("[“”„‟]", '"'):gsub("\u{2019}", "'"):gsub("\u{A0}", " "):gsub("\u{2011}", "-")
  for word in text:gmatch "%S+" do
    word = word:lower():gsub("%p", ""):gsub("\u{2018}", ""):gsub("\u{201C}", ""):gsub("\u{201D}", "")
      :gsub("\u{2026}", ""):gsub("\u{2013}", ""):gsub("\u{2014}", ""):gsub("\u{AD}", "")
    if word ~= "" then
      bag[word] = (bag[word] or 0) + 1
      count = count + 1
    end
  end
  return bag, count
end

-- Share of words that both have.
local function agreement(got, expected)
  local a, size_a = words(got)
  local b, size_b = words(expected)
  local shared = 0
  for word, count in pairs(a) do shared = shared + math.min(count, b[word] or 0) end
  return size_a + size_b == 0 and 1 or 2 * shared / (size_a + size_b)
end

local function compare(pairs_of_files, verbose)
  local sum, same, count = 0, 0, 0
  for _, pair in ipairs(pairs_of_files) do
    local text, expected = "", native.text(file(pair[2]), pair[1]:find "%.odt$" ~= nil)
    local good, message = core.load.read(pair[1], file(pair[1]), {}, function(document) text = document:text() end)
    if not good and not message:find "holds no text" then print(message) end
    local share = agreement(text, expected)
    if verbose and share < 1 then
      print(("%.3f"):format(share), pair[1], #text, "\n  " .. text:sub(1, 300), "\n  " .. expected:sub(1, 300))
    end
    sum, count = sum + share, count + 1
    if share == 1 then same = same + 1 end
  end
  return sum / count, same, count
end

local function pairs_in(folder, natives, ending)
  local list = {}
  local pipe = assert(io.popen(("ls '%s'/*.%s 2>/dev/null"):format(folder, ending)))
  for path in pipe:lines() do
    local beside = natives .. "/" .. path:match("([^/]+)%.%w+$") .. ".native"
    if file(beside) then list[#list + 1] = { path, beside } end
  end
  pipe:close()
  return list
end

local SETS <const> = {
  { "docx", "docx/pandoc_docx", "docx/pandoc_docx", "docx", 0.97 },
  { "odt", "docx/pandoc_odt/odt/odt", "docx/pandoc_odt/odt/native", "odt", 0.97 },
  { "epub", "docx/pandoc_epub", "docx/pandoc_epub", "epub", 0.95 },
}

describe("documents beside the project", function()
  for _, set in ipairs(SETS) do
    it(set[1] .. ": the words pandoc gives", function()
      local list = pairs_in(data .. "/" .. set[2], data .. "/" .. set[3], set[4])
      if #list == 0 then
        print("skipped: " .. set[1] .. ": no " .. data .. "/" .. set[2])
        return pending("no " .. set[2])
      end
      local mean, same, count = compare(list, os.getenv "VERBOSE")
      print(("figure: %s_words %.4f (floor %.2f), %d of %d documents to the word"):format(set[1], mean, set[5], same,
        count))
      assert.is_true(mean >= set[5])
    end)
  end

  it("email: read, or refused with a reason", function()
    local pipe = io.popen(("ls '%s'/email/msg_*.txt 2>/dev/null"):format(data))
    local all, read, refused, documents = 0, 0, 0, 0
    for path in pipe:lines() do
      local given, failures = 0, 0
      local good, message = core.load.read(path, file(path), {}, function(document)
        given = given + (document:text() ~= "" and 1 or 0)
      end, function(failure)
        assert.truthy(failure.message ~= "")
        failures = failures + 1
      end)
      all, documents = all + 1, documents + given
      if given > 0 then read = read + 1 elseif failures > 0 or message ~= "" and not good then refused = refused + 1 end
    end
    pipe:close()
    if all == 0 then
      print("skipped: email: no " .. data .. "/email")
      return pending "no email"
    end
    print(("figure: email_read %d of %d messages, %d refused with a reason, %d documents (floor 39)"):format(read, all,
      refused, documents))
    assert.equal(all, read + refused)
    assert.is_true(read >= 39)
  end)

  it("html5lib: read, or refused with a reason", function()
    local json = require "gimlet.base.json"
    local inputs, read = 0, 0
    local function take(bytes)
      inputs = inputs + 1
      local good, message = core.load.read("x.html", bytes, { format = "html" }, function() read = read + 1 end)
      assert.truthy(good or message ~= "")
    end
    local pipe = io.popen(("find '%s/html5lib' -name '*.test' -o -name '*.dat' 2>/dev/null | sort"):format(data))
    for path in pipe:lines() do
      local bytes = file(path)
      take(bytes)
      for part in bytes:gmatch "#data\n(.-)\n#" do take(part) end
      local good, tests = pcall(json.decode, bytes)
      for _, test in ipairs(good and type(tests) == "table" and tests.tests or {}) do
        if type(test.input) == "string" then take(test.input) end
      end
    end
    pipe:close()
    if inputs == 0 then
      print("skipped: html5lib: no " .. data .. "/html5lib")
      return pending "no html5lib"
    end
    print(("figure: html5lib_inputs %d, %d with text, none crashed"):format(inputs, read))
  end)

  it("uchardet: the text that iconv gives for the encoding named", function()
    local names = { ["mac-cyrillic"] = "MAC-CYRILLIC", ["mac-centraleurope"] = "MACCENTRALEUROPE" }
    local pipe = io.popen(("find '%s/uchardet' -mindepth 2 -type f 2>/dev/null | sort"):format(data))
    local function plain(text)
      return (text:gsub("\u{FEFF}", ""):gsub("\r\n", "\n"):gsub("^%s+", ""):gsub("%s+$", ""))
    end
    local same, all, others = 0, 0, {}
    for path in pipe:lines() do
      local name = path:match "([^/]+)$":gsub("%.[a-z]+$", "")
      local twin = io.popen(("iconv -f '%s' -t UTF-8 '%s' 2>/dev/null"):format(names[name] or name:gsub("^ibm", "CP"),
        path))
      local expected = plain(twin:read "a")
      twin:close()
      if expected ~= "" then
        local text = ""
        core.load.read("x.txt", file(path), { format = "text" }, function(document) text = plain(document:text()) end)
        all = all + 1
        if text == expected then same = same + 1 else others[#others + 1] = path:match "[^/]+/[^/]+$" end
      end
    end
    pipe:close()
    if all == 0 then
      print("skipped: uchardet: no " .. data .. "/uchardet, or no iconv")
      return pending "no uchardet"
    end
    print(("figure: uchardet_twins %d of %d (floor 113); not %s"):format(same, all, table.concat(others, " ")))
    assert.is_true(same >= 113)
  end)
end)
