-- Reports to hand over: what they hold, and that nothing a document, a pack or a grader writes means anything in them.
require "gimlet"
local address = require "gimlet.base.address"
local gimlet = require "gimlet"
local handover = require "gimlet.report.handover"
local html = require "gimlet.report.html"
local markdown = require "gimlet.report.markdown"
local readiness = require "spec.support.readiness"
local score = require "gimlet.score"
local sources = require "gimlet.score.sources"

local HOSTILE <const> = '</title><script>alert(1)</script><img src=x onerror=alert(1)> " onmouseover="alert(2)" '
  .. "' [a](javascript:alert(3)) ![i](http://evil.example/x.png) `code` **bold** | cell\n# heading\n\n<b>&lt;"
  .. " \u{202E}detrever www.evil.example @somebody $x$ [^1]: note"

-- A result whose every text is hostile.
local function hostile()
  local input = readiness.input()
  for _, document in ipairs(input.documents) do
    document.title, document.source, document.author, document.document = HOSTILE, HOSTILE, HOSTILE, HOSTILE
    document.origin, document.url = HOSTILE, "https://good.example/a?b=1&c=<script>"
  end
  for _, hit in ipairs(input.hits) do
    hit.sentence, hit.text = HOSTILE .. " matched words " .. HOSTILE, "matched words"
    hit.sentence_begin, hit.begin, hit["end"] = 0, #HOSTILE + 1, #HOSTILE + 14
    hit.attributed_to, hit.at, hit.zone = HOSTILE, HOSTILE, hit.zone
    hit.multipliers = { { kind = "context", name = "hedged", times = 1000000, why = HOSTILE } }
  end
  local description = input.description
  description.subject_label, description.packs = HOSTILE, { { name = HOSTILE, about = HOSTILE, version = HOSTILE } }
  for _, factor in ipairs(description.factors) do factor.question = HOSTILE end
  for _, declared in ipairs(description.scores) do
    declared.about = HOSTILE
    for _, group in ipairs(declared.groups) do group.label = HOSTILE end
  end
  return input
end

local function build(input)
  local result = assert(score.compute(input))
  local quoted = { hit = input.hits[1], document = input.documents[1] }
  result.conflicts = { { rule = "x.y", about = input.documents[1].title, values = { { value = quoted.document.title,
    stories = 1, line = quoted }, { value = "2", stories = 2, line = quoted } } } }
  local run = { id = "0123456789abcdef", begun_at = "2026-01-01T00:00:00Z", manifest = { engine = HOSTILE,
    where = HOSTILE, packs = { { name = HOSTILE, version = "1", hash = "ab" } } }, detail = { warnings = { HOSTILE } } }
  local grades = sources.index { { name = HOSTILE, aliases = {}, grades = { { grade = "B", reason = HOSTILE } } } }
  return handover.build(result, run, input, grades)
end

local ELEMENTS = {}
for name in ("html head meta title style body header h1 h2 h3 h4 p nav a section article div span svg line circle rect "
  .. "text ul ol li dl dt dd small blockquote footer mark sup em strong code figure figcaption table thead tbody "
  .. "tr th td br"):gmatch "%S+" do
  ELEMENTS[name] = true
end
local ATTRIBUTES = {}
for name in ("lang charset http-equiv content name class id dir href rel title width height role aria-label x1 x2 y1 "
  .. "y2 cx cy r x y viewBox"):gmatch "%S+" do
  ATTRIBUTES[name] = true
end

-- Every tag of a page with its attributes; anything else that begins with < fails.
local function check_tags(page)
  local body = page:gsub("<!DOCTYPE html>", ""):gsub("<style>.-</style>", "")
  local links, count = {}, 0
  for tag in body:gmatch "<([^>]*)>?" do
    count = count + 1
    local name, rest = tag:match "^/?(%w+)(.-)/?$"
    assert.is_true(name ~= nil and ELEMENTS[name] == true, "element <" .. tag .. ">")
    local left = rest:gsub('%s+([%w-]+)="([^"<>]*)"', function(key, value)
      assert.is_true(ATTRIBUTES[key] == true, "attribute " .. key)
      if key == "href" then links[#links + 1] = value end
      return ""
    end)
    assert.are.equal("", left)
  end
  return links, count
end

-- What a reader sees of it.
local function seen(page)
  return (page:gsub("<style>.-</style>", ""):gsub("<[^>]*>", ""):gsub("&lt;", "<"):gsub("&gt;", ">")
    :gsub("&quot;", '"'):gsub("&#39;", "'"):gsub("&amp;", "&"))
end

describe("a report", function()
  it("in HTML shows hostile texts and obeys none", function()
    local page = html.render(build(hostile()))
    local links, count = check_tags(page)
    assert.is_true(count > 100)
    for _, link in ipairs(links) do
      assert.truthy(link:find "^#[%w_-]+$", "a link to " .. link)
    end
    assert.is_nil(page:find("<script", 1, true))
    assert.is_nil(page:find("\u{202E}", 1, true))
    assert.truthy(seen(page):find('<script>alert(1)</script>', 1, true))
    assert.truthy(seen(page):find('[a](javascript:alert(3))', 1, true))
  end)

  it("in Markdown shows hostile texts and obeys none", function()
    local page = markdown.render(build(hostile()))
    for line in page:gmatch "[^\n]+" do
      -- Every sign of a text has a backslash before it: taken out, none is left that could be one of Markdown's.
      local left = line:gsub("\\[%p]", "")
      assert.is_nil(left:find("[<>]"), line)
      assert.is_nil(left:find("alert(1", 1, true) and left:find("`code`", 1, true), line)
      assert.is_nil(left:find("](", 1, true), line)
      assert.is_nil(left:find("://", 1, true), line)
      assert.is_nil(left:find("@", 1, true), line)
      assert.is_nil(left:find("www.", 1, true), line)
    end
    assert.is_nil(page:find("\n# heading", 1, true))
    assert.is_nil(page:find("\n[^1]: note", 1, true))
  end)

  it("in Markdown is read back by gimlet with the texts as they are", function()
    local path = os.tmpname() .. ".md"
    local file = assert(io.open(path, "wb"))
    file:write(markdown.render(build(hostile())))
    file:close()
    local documents = assert(gimlet.read(path))
    os.remove(path)
    assert.truthy(documents[1].text:find("<script>alert(1)</script>", 1, true))
    assert.truthy(documents[1].text:find("`code` **bold** | cell", 1, true))
  end)

  it("leads only where an address is one", function()
    for _, good in ipairs { "https://example.org", "http://example.org/a/b?c=d&e=f#g", "https://[::1]:8080/x",
      "https://example.org/%C3%A4" } do
      assert.are.equal(good, address.of(good))
    end
    for _, bad in ipairs { "javascript:alert(1)", "data:text/html,x", "https://", "https://a b", 'https://a/"x',
      "//a.b", "https://a/<b>", "HTTPS:", "https://a/\nb", "ftp://a.b", 7, ("https://a/" .. ("x"):rep(3000)) } do
      assert.is_nil(address.of(bad))
    end
    assert.is_nil(address.of(nil))
  end)

  it("cites every quote with publisher, title, date, place, grade and id, each note once", function()
    local input = readiness.input()
    local result = assert(score.compute(input))
    local report = handover.build(result, { id = "r", manifest = {}, detail = {} }, input, sources.index {})
    assert.is_true(#report.notes >= 3)
    for i, note in ipairs(report.notes) do
      assert.are.equal(i, note.number)
      assert.truthy(note.text:find(note.id, 1, true))
      assert.truthy(note.text:find("grade", 1, true) or note.text:find("ungraded", 1, true))
    end
    local page, text = html.render(report), markdown.render(report)
    for i = 1, #report.notes do
      local _, marks = page:gsub('id="note%-' .. i .. '"', "")
      local _, cites = page:gsub('id="cite%-' .. i .. '"', "")
      assert.are.equal(1, marks)
      assert.are.equal(1, cites)
      assert.truthy(text:find("[^" .. i .. "]", 1, true))
      assert.truthy(text:find("\n[^" .. i .. "]: ", 1, true))
    end
    check_tags(page)
  end)
end)
