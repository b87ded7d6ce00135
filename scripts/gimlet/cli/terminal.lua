-- Text for people: width, colour, wrapping, tables, a line of progress.
--
-- Colour appears on a terminal only, and never where NO_COLOR is set (no-color.org).
local host = require("gimlet.core").host
local M = {}

local colour = nil

---@return integer columns of the terminal; $COLUMNS or 80 where there is none
function M.width()
  local columns = host.is_terminal(1) and host.terminal_size()
  return columns or math.tointeger(tonumber(os.getenv("COLUMNS"))) or 80
end

---The width of a page of prose and tables: the terminal's, from 48 to 100; 100 where the output is no terminal.
---@return integer
function M.page_width()
  local told = host.is_terminal(1) or math.tointeger(tonumber(os.getenv("COLUMNS")))
  return math.max(48, math.min(told and M.width() or 100, 100))
end

---@return boolean whether standard output is coloured
function M.colour()
  if colour == nil then
    local no = os.getenv("NO_COLOR")
    colour = host.is_terminal(1) and (no == nil or no == "") and os.getenv("TERM") ~= "dumb"
  end
  return colour
end

---Overrules what was found out about the terminal (tests, --color).
---@param yes boolean?
function M.set_colour(yes) colour = yes end

local STYLES = { bold = 1, dim = 2, italic = 3, underline = 4, reverse = 7, red = 31, green = 32, yellow = 33,
  blue = 34, magenta = 35, cyan = 36 }

---@param text string
---@param name string bold dim italic underline reverse red green yellow blue magenta cyan
---@return string
function M.style(text, name)
  if not M.colour() or text == "" then return text end
  return ("\27[%dm%s\27[0m"):format(STYLES[name] or error("no style " .. name, 2), text)
end

for name in pairs(STYLES) do
  M[name] = function(text) return M.style(text, name) end
end

-- Code points that take two columns (East Asian Wide and Fullwidth, emoji) and none (combining).
local WIDE = { { 0x1100, 0x115F }, { 0x2E80, 0x303E }, { 0x3041, 0xA4CF }, { 0xA960, 0xA97C }, { 0xAC00, 0xD7A3 },
  { 0xF900, 0xFAFF }, { 0xFE30, 0xFE6F }, { 0xFF00, 0xFF60 }, { 0xFFE0, 0xFFE6 }, { 0x1F300, 0x1F64F },
  { 0x1F900, 0x1F9FF }, { 0x20000, 0x3FFFD } }
local NONE = { { 0x300, 0x36F }, { 0x483, 0x489 }, { 0x591, 0x5BD }, { 0x610, 0x61A }, { 0x64B, 0x65F },
  { 0x200B, 0x200F }, { 0x2028, 0x202E }, { 0x2060, 0x2064 }, { 0x20D0, 0x20FF }, { 0xFE00, 0xFE0F },
  { 0xFE20, 0xFE2F }, { 0xFEFF, 0xFEFF } }

local function within(ranges, code)
  for _, range in ipairs(ranges) do
    if code < range[1] then return false end
    if code <= range[2] then return true end
  end
  return false
end

local function code_width(code)
  if code < 0x300 then return 1 end
  if within(NONE, code) then return 0 end
  return within(WIDE, code) and 2 or 1
end

local function is_ascii(text) return utf8.len(text, 1, -1, true) == #text end

---@param text string styles count nothing
---@return integer columns it takes
function M.columns(text)
  if text:find("\27", 1, true) then text = text:gsub("\27%[[%d;]*m", "") end
  if is_ascii(text) then return #text end
  local columns = 0
  for _, code in utf8.codes(text, true) do columns = columns + code_width(code) end
  return columns
end

---Makes text from outside safe for a terminal and one line: control characters become spaces.
---@param text string
---@return string
function M.plain(text) return host.one_line(text) end

---The same with single spaces and none at the ends.
---@param text string
---@return string
function M.flat(text) return host.one_line(text, true) end

---The beginning (or end) of a text that fits, on whole characters.
---@param text string without styles
---@param width integer
---@param from_end? boolean keep the end
---@return string
function M.cut(text, width, from_end)
  if M.columns(text) <= width then return text end
  if is_ascii(text) then
    local kept = from_end and text:sub(#text - width + 2) or text:sub(1, math.max(0, width - 1))
    return from_end and "…" .. kept or kept .. "…"
  end
  local used, parts = 0, {}
  local codes = { utf8.codepoint(text, 1, -1, true) }
  local first, last, step = 1, #codes, 1
  if from_end then first, last, step = #codes, 1, -1 end
  for i = first, last, step do
    local columns = code_width(codes[i])
    if used + columns > width - 1 then break end
    used = used + columns
    table.insert(parts, from_end and 1 or #parts + 1, utf8.char(codes[i]))
  end
  local kept = table.concat(parts)
  return from_end and "…" .. kept or kept .. "…"
end

---@param text string
---@param width integer
---@param right? boolean put the text to the right
---@return string
function M.pad(text, width, right)
  local space = (" "):rep(math.max(0, width - M.columns(text)))
  return right and space .. text or text .. space
end

-- Where the line that begins at `at` is to end, in text with single spaces: the place of the space behind it. A line of
-- plain ASCII is as wide as it is long.
local function line_end(text, at, room)
  local head = text:sub(at, at + room)
  if not head:find("[\27\128-\255]") then
    if #head <= room then return #text + 1 end
    local space = head:match("^.*() ")
    return space and at + space - 1 or text:find(" ", at + room, true) or #text + 1
  end
  local used, stop = 0, at
  while stop <= #text do
    local behind = text:find(" ", stop + 1, true) or #text + 1
    local columns = M.columns(text:sub(stop == at and at or stop + 1, behind - 1))
    if used > 0 and used + 1 + columns > room then break end
    used, stop = used + columns + (used > 0 and 1 or 0), behind
  end
  return stop
end

local function break_paragraph(lines, text, room, indent)
  if text:find("[\t\v\f\r]") or text:find("  ", 1, true) or text:find("^ ") or text:byte(-1) == 32 then
    text = text:gsub("%s+", " "):gsub("^ ", "")
    if text:byte(-1) == 32 then text = text:sub(1, -2) end
  end
  if text == "" then lines[#lines + 1] = "" end
  local at = 1
  while at <= #text do
    local stop = line_end(text, at, room)
    lines[#lines + 1] = indent .. text:sub(at, stop - 1)
    at = stop + 1
  end
end

---Breaks text into lines at spaces. Line breaks in it stay.
---@param text string
---@param width? integer default: the terminal's
---@param indent? string before every line
---@return string[]
function M.lines(text, width, indent)
  indent = indent or ""
  local lines, room, at = {}, math.max(20, (width or M.width()) - #indent), 1
  repeat
    local stop = text:find("\n", at, true) or #text + 1
    break_paragraph(lines, text:sub(at, stop - 1), room, indent)
    at = stop + 1
  until at > #text + 1
  return lines
end

---The same as one text.
---@param text string
---@param width? integer
---@param indent? string
---@return string
function M.wrap(text, width, indent) return table.concat(M.lines(text, width, indent), "\n") end

---Columns side by side, two spaces between, numbers to the right.
---@param rows any[][] cells are strings, numbers or nil
---@param options? { header?: string[], right?: table<integer, boolean>, width?: integer, shrink?: integer }
--- `shrink` is the column that is cut where a row would be too long
---@return string
function M.table(rows, options)
  options = options or {}
  local widths, right, count = {}, options.right or {}, 0
  local all = {}
  if options.header then all[1] = options.header end
  for _, row in ipairs(rows) do all[#all + 1] = row end
  for _, row in ipairs(all) do
    for i in pairs(row) do count = math.max(count, i) end
  end
  for at, row in ipairs(all) do
    for i = 1, count do
      local cell = row[i]
      if type(cell) == "number" and not (options.header and at == 1) and right[i] == nil then right[i] = true end
      widths[i] = math.max(widths[i] or 0, M.columns(cell == nil and "" or tostring(cell)))
    end
  end
  local total = 2 * (count - 1)
  for i = 1, count do total = total + widths[i] end
  local limit, shrink = options.width or M.width(), options.shrink
  if shrink and widths[shrink] and total > limit then
    widths[shrink] = math.max(8, widths[shrink] - (total - limit))
  end
  local lines = {}
  for at, row in ipairs(all) do
    local cells = {}
    for i = 1, count do
      local cell = row[i] == nil and "" or tostring(row[i])
      if i == shrink and M.columns(cell) > widths[i] then cell = M.cut(cell, widths[i]) end
      cells[i] = M.pad(cell, widths[i], right[i])
      if options.header and at == 1 then cells[i] = M.dim(cells[i]) end
    end
    lines[at] = (table.concat(cells, "  "):gsub("%s+$", ""))
  end
  return table.concat(lines, "\n") .. (#lines > 0 and "\n" or "")
end

---Prints a text; on a terminal through $PAGER (default: less, which ends at once where all fits).
---@param text string
function M.page(text)
  local pager = os.getenv "PAGER" or "less"
  if not host.is_terminal(1) or not host.is_terminal(0) or pager == "" or pager == "cat"
      or not os.execute("command -v " .. (pager:match "^[%w_./-]+" or ":") .. " > /dev/null 2>&1") then
    io.write(text)
    return
  end
  io.stdout:flush()
  local pipe = io.popen(pager == "less" and "less -RFXS" or pager, "w")
  if not pipe then
    io.write(text)
    return
  end
  pipe:write(text) -- fails harmlessly where the reader has left
  pipe:close()
end

---Says on standard error what went wrong.
---@param message string "FILE:LINE: what"
function M.failure(message)
  M.clear_progress()
  io.stdout:flush()
  local text = tostring(message):gsub("[%c\127]", function(char)
    return char == "\n" and "\n" or char == "\t" and "\t" or "?"
  end)
  -- Several places are several messages, each with the name of the program; lines that are set in belong to theirs.
  io.stderr:write("gimlet: ", (text:gsub("\n(%S+:%d+:)", "\ngimlet: %1")), "\n")
end

local shown = false

---Takes the line of progress off the screen.
function M.clear_progress()
  if shown then
    io.stderr:write("\r\27[K")
    shown = false
  end
end

local Progress = {}
Progress.__index = Progress

---A line of progress on standard error, when that is a terminal and the work is long.
---@param label string
---@return table progress with :update(done, total?, what?) and :finish()
function M.progress(label)
  local now = host.clock()
  return setmetatable({ label = label, active = host.is_terminal(2), started = now, next = now + 0.7 }, Progress)
end

---@param done integer
---@param total? integer
---@param what? string what is at work now
function Progress:update(done, total, what)
  if not self.active then return end
  local now = host.clock()
  if now < self.next then return end
  self.next = now + 0.1
  local text = ("%s %d%s"):format(self.label, done, total and (" of %d"):format(total) or "")
  if total and done > 0 and total > done and now - self.started > 2 then
    text = text .. (", about %d s left"):format(math.ceil((now - self.started) / done * (total - done)))
  end
  if what then text = text .. "  " .. M.plain(what) end
  io.stderr:write("\r", M.cut(text, M.width() - 1), "\27[K")
  shown = true
end

function Progress:finish()
  if self.active then M.clear_progress() end
end

return M
