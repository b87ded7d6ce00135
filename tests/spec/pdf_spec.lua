-- PDF: what pdftotext alone gives is there; pages, headers, hyphens. All files with GIMLET_TEST_FULL=1.
require "gimlet"
local core = require "gimlet.core"
local data = os.getenv "GIMLET_TEST_DATA" or "../shared/corpus"
local has_pdftotext = os.execute "command -v pdftotext > /dev/null 2>&1"

-- A PDF of pages, each a list of { x, y, size, text }.
local function pdf(pages, information)
  local objects, kids = { "<< /Type /Catalog /Pages 2 0 R >>", "",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", information or "<< >>" }, {}
  for _, page in ipairs(pages) do
    local parts = {}
    for _, line in ipairs(page) do
      parts[#parts + 1] = ("BT /F1 %d Tf %d %d Td (%s) Tj ET"):format(line[3], line[1], line[2], line[4])
    end
    local stream = table.concat(parts, "\n")
    objects[#objects + 1] = ("<< /Length %d >>\nstream\n%s\nendstream"):format(#stream, stream)
    objects[#objects + 1] = ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
      .. "/Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"):format(#objects)
    kids[#kids + 1] = #objects .. " 0 R"
  end
  objects[2] = ("<< /Type /Pages /Kids [%s] /Count %d >>"):format(table.concat(kids, " "), #kids)
  local out, offsets = { "%PDF-1.4\n" }, {}
  local size = #out[1]
  for i, object in ipairs(objects) do
    offsets[i] = size
    out[#out + 1] = ("%d 0 obj\n%s\nendobj\n"):format(i, object)
    size = size + #out[#out]
  end
  out[#out + 1] = ("xref\n0 %d\n0000000000 65535 f \n"):format(#objects + 1)
  for _, offset in ipairs(offsets) do out[#out + 1] = ("%010d 00000 n \n"):format(offset) end
  out[#out + 1] = ("trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n"):format(#objects + 1,
    size)
  return table.concat(out)
end

local function read(path, bytes)
  local record
  local good, message = core.load.read(path, bytes, {}, function(document)
    record = document:record { text = true }
  end)
  return good and record, message
end

local LINES <const> = { "The minister spoke of the new informa-", "tion system, a well-known one, that was",
  "built over many years by several firms.", "Another sentence follows here at length,",
  "and so the page goes on. The well-",
  "known system was tested in the spring and" }

local function page(number)
  local list = { { 72, 760, 8, "Annual Report 2023 - page " .. number } }
  for i, line in ipairs(LINES) do list[#list + 1] = { 72, 640 - 14 * i, 11, line } end
  list[#list + 1] = { 300, 40, 8, tostring(number) }
  return list
end

describe("PDF", function()
  if not has_pdftotext then
    print "skipped: pdf: no pdftotext"
    return pending "no pdftotext"
  end

  it("gives paragraphs without running headers, hyphens and page numbers", function()
    local first = page(1)
    table.insert(first, 2, { 72, 660, 20, "A Study of Systems" })
    local record = assert(read("r.pdf", pdf({ first, page(2), page(3) },
      "<< /Title (report.doc) /Author (A. Author) /CreationDate (D:20230504120000Z) >>")))
    assert.equal("A Study of Systems", record.title)
    assert.equal("A. Author", record.author)
    assert.equal("2023-05-04", record.date)
    assert.falsy(record.text:find("Annual Report", 1, true))
    assert.truthy(record.text:find("the new information system, a well-known one, that was built", 1, true))
    assert.truthy(record.text:find("The well-known system was tested", 1, true))
    local pages
    for _, meta in ipairs(record.meta) do pages = meta.key == "pages" and meta.value or pages end
    assert.truthy(pages and pages:find "^0 %d+ %d+$")
    local cited = require "gimlet.evidence.pages"
    assert.same({ 1, 3, 3 }, { cited.at(pages, 0), cited.at(pages, #record.text - 1), cited.count(pages) })
    assert.same({ " p. 2 ¶7", " ¶7", "" }, { cited.cite { page = 2, paragraph = 7 }, cited.cite { paragraph = 7 },
      cited.cite {} })
  end)

  it("reads columns one after the other", function()
    local list = {}
    for i = 1, 12 do
      local letter = ("abcdefghijkl"):sub(i, i)
      list[#list + 1] = { 60, 700 - 14 * i, 10, "left column has words line " .. letter }
      list[#list + 1] = { 330, 700 - 14 * i, 10, "right column has words line " .. letter }
    end
    local record = assert(read("c.pdf", pdf { list }))
    assert.truthy(record.text:find("left column has words line l", 1, true)
      < record.text:find("right column has words line a", 1, true))
  end)

  it("refuses what is none, with a reason", function()
    local good, message = read("x.pdf", "%PDF-1.4\nnonsense")
    assert.falsy(good)
    assert.truthy(message:find "^x%.pdf: pdftotext cannot read it" or message:find "without text")
    good, message = read("s.pdf", pdf { {} })
    assert.falsy(good)
    assert.equal("s.pdf: a PDF without text (1 page, perhaps scanned)", message)
  end)
end)

-- Ligatures in their letters; of scripts from right to left the letters only, whatever their form.
local function words(text)
  local bag, count = {}, 0
  text = text:gsub("\u{FB00}", "ff"):gsub("\u{FB01}", "fi"):gsub("\u{FB02}", "fl"):gsub("\u{FB03}", "ffi")
    :gsub("\u{FB04}", "ffl"):gsub("\u{202A}", ""):gsub("\u{202B}", ""):gsub("\u{202C}", "")
  for word in text:gmatch "[%w\128-\255]+" do
    bag[word] = (bag[word] or 0) + 1
    count = count + 1
  end
  return bag, count
end

describe("PDFs beside the project", function()
  it("read without crash or hang; the words that pdftotext gives are there", function()
    local pipe = io.popen(("ls '%s'/pdf/pdfs/*.pdf 2>/dev/null"):format(data))
    local step, number = os.getenv "GIMLET_TEST_FULL" and 1 or 12, 0
    local files, with, ours, missing, shares = 0, 0, 0, {}, 0
    for path in pipe:lines() do
      number = number + 1
      if has_pdftotext and number % step == 0 then
        local handle = assert(io.open(path, "rb"))
        local bytes = handle:read "a"
        handle:close()
        local plain = io.popen(("timeout 60 pdftotext -enc UTF-8 '%s' - 2>/dev/null"):format(path))
        local bag, count = words(plain:read "a")
        plain:close()
        local record, message = read(path, bytes)
        files = files + 1
        assert.truthy(record or message ~= "")
        if count > 0 then
          with = with + 1
          if record then ours = ours + 1 else missing[#missing + 1] = path:match "[^/]+$" .. ": " .. message end
          local here = 0
          for word, times in pairs(words(record and record.text or "")) do
            here = here + math.min(times, bag[word] or 0)
          end
          shares = shares + here / count
        end
      end
    end
    pipe:close()
    if files == 0 then
      print("skipped: pdf: no " .. data .. "/pdf")
      return pending "no pdf"
    end
    print(("figure: pdf_text %d of %d with text, of %d files; %.4f of a document's words"
      .. " (floors: all, 0.92)"):format(ours, with, files, shares / with))
    assert.same({}, missing)
    assert.is_true(shares / with >= 0.92)
  end)
end)
