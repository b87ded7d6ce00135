-- Commands of CQP over a corpus: queries with names, sets of them, what they hold counted and listed.
--
-- Positions in dumps and tables count over the whole corpus, in the order of its documents' numbers, as in CQP.
-- Tables are tab-separated.
local commands = require "gimlet.cql.commands"
local core = require "gimlet.core"
local cql = require "gimlet.cql"
local over = require "gimlet.cql.corpus"
local said = require "gimlet.cql.said"

local M = {}

local Session = {}
Session.__index = Session

---@param corpus table
---@param options? { write: fun(text: string)?, show: boolean?, width: integer? } show: print what a bare query finds
---@return table session
function M.new(corpus, options)
  options = options or {}
  return setmetatable({ corpus = corpus, environment = over.environment(corpus), results = {}, names = {}, lists = {},
    write = options.write or function(text) io.write(text) end, auto_show = options.show, width = options.width,
    options = { MatchingStrategy = "standard", Context = { 160, "characters" } }, values = said.new(corpus) }, Session)
end

local function fail(message, ...) error({ message = message:format(...) }, 0) end

-- ---- results ----------------------------------------------------------------------------------------------

local function row_of(matches, i)
  local document, first, last, target, keyword = matches:get(i)
  return { document, first, last, target or -1, keyword or -1 }
end

local function from_rows(rows)
  local matches = core.match.matches()
  for _, row in ipairs(rows) do assert(matches:add(row[1], row[2], row[3], row[4], row[5])) end
  return matches
end

local function to_rows(matches)
  local rows = {}
  for i = 1, #matches do rows[i] = row_of(matches, i) end
  return rows
end

local function before(a, b)
  for k = 1, 3 do
    if a[k] ~= b[k] then return a[k] < b[k] end
  end
  return false
end

local function in_order(rows)
  table.sort(rows, before)
  return rows
end

function Session:result(name)
  local found = self.results[name or self.last or ""]
  if not found then
    fail(name and "there is no query result named %s" or "there is no query result yet", name)
  end
  return found, name or self.last
end

function Session:keep(name, matches)
  if not self.results[name] and name ~= "Last" then self.names[#self.names + 1] = name end
  self.results[name] = matches
  self.last = name
end

-- ---- queries ----------------------------------------------------------------------------------------------

function Session:run_query(query)
  local environment = setmetatable({ list = function(name) return self.lists[name] end },
    { __index = self.environment })
  local ranges
  if self.within then
    ranges = from_rows(in_order(to_rows(self:result(self.within))))
  end
  local matches, message, failure = over.run(self.corpus, environment, query.tree,
    { strategy = self.options.MatchingStrategy, ranges = ranges })
  if matches then return matches end
  fail("%s", failure and cql.explain(query.text, { position = failure.position - query.offset,
    message = failure.message }) or message)
end

local DO = {}

function DO.query(self, command)
  local matches = self:run_query(command.query)
  self:keep(command.name or "Last", matches)
  if not command.name and self.auto_show then DO.cat(self, { name = "Last" }) end
end

function DO.activate(self, command)
  if command.name == "ALL" then
    self.within = nil
  else
    self:result(command.name)
    self.within, self.last = command.name, command.name
  end
end

function DO.copy(self, command)
  self:keep(command.name, from_rows(to_rows((self:result(command.from)))))
end

local function key_of(row) return ("%d:%d:%d"):format(row[1], row[2], row[3]) end

local SETS = {
  intersection = function(_, in_b) return in_b end,
  difference = function(_, in_b) return not in_b end,
}

function DO.set_operation(self, command)
  local a, b = to_rows((self:result(command.a))), to_rows((self:result(command.b)))
  local result, in_b, in_a = {}, {}, {}
  for _, row in ipairs(b) do in_b[key_of(row)] = true end
  for _, row in ipairs(a) do
    in_a[key_of(row)] = true
    if command.operation == "union" or SETS[command.operation](row, in_b[key_of(row)] or false) then
      result[#result + 1] = row
    end
  end
  if command.operation == "union" then
    for _, row in ipairs(b) do
      if not in_a[key_of(row)] then result[#result + 1] = row end
    end
  end
  self:keep(command.name, from_rows(in_order(result)))
end

function DO.define(self, command)
  local words = {}
  for word in command.words:gmatch "%S+" do words[#words + 1] = word end
  if command.add and self.lists[command.name] then
    table.move(words, 1, #words, #self.lists[command.name] + 1, self.lists[command.name])
  else
    self.lists[command.name] = words
  end
end

-- ---- what is kept -----------------------------------------------------------------------------------------

local function splitmix(seed)
  local concordance = require "gimlet.query.concordance"
  return function(count, size) return concordance.sample(count, size, seed) end
end

function DO.reduce(self, command)
  local matches, name = self:result(command.name)
  local size = command.percent and math.floor(#matches * command.count / 100 + 0.5) or command.count
  local rows = {}
  for i, k in ipairs(splitmix(self.seed or 1)(#matches, size)) do rows[i] = row_of(matches, k) end
  self:keep(name, from_rows(rows))
end

function DO.cut(self, command)
  local matches, name = self:result(command.name)
  local from, to = 1, command.from
  if command.to then from, to = command.from + 1, command.to + 1 end
  local rows = {}
  for i = from, math.min(to, #matches) do rows[#rows + 1] = row_of(matches, i) end
  self:keep(name, from_rows(rows))
end

function DO.randomize(self, command) self.seed = command.seed end

local ANCHOR = { match = 2, matchend = 3, target = 4, keyword = 5 }

function DO.delete(self, command)
  local matches, name = self:result(command.name)
  local rows = {}
  for i = 1, #matches do
    local row = row_of(matches, i)
    local drop
    if command.anchor then
      drop = (row[ANCHOR[command.anchor]] >= 0) == (command.with == "with")
    else
      drop = i - 1 >= command.from and i - 1 <= (command.to or command.from)
    end
    if not drop then rows[#rows + 1] = row end
  end
  self:keep(name, from_rows(rows))
end

function DO.discard(self, command)
  self:result(command.name)
  self.results[command.name] = nil
  for i, name in ipairs(self.names) do
    if name == command.name then table.remove(self.names, i) end
  end
  if self.last == command.name then self.last = self.names[#self.names] end
  if self.within == command.name then self.within = nil end
end

-- ---- counting and sorting ---------------------------------------------------------------------------------

-- The tokens between two points of a match; nil where a point is not there.
local function stretch(row, from, to)
  local a = row[ANCHOR[from.anchor]]
  local b = row[ANCHOR[to.anchor]]
  if a < 0 or b < 0 then return nil end
  a, b = a + from.offset, b + to.offset
  return a, b
end

local function folded(text, flags)
  if flags and flags:find "c" then text = core.text.fold and core.text.fold(text) or text:lower() end
  return text
end

-- What an attribute says between two points, words joined by spaces; "" where nothing stands there.
function Session:text_of(row, attribute, from, to, flags)
  local a, b = stretch(row, from, to)
  if not a then return "" end
  local words = self.values:range(attribute, row[1], a, b)
  return folded(table.concat(words, " "), flags)
end

local MATCH <const>, MATCHEND <const> = { anchor = "match", offset = 0 }, { anchor = "matchend", offset = 0 }

local function reversed(text)
  local letters = {}
  for _, code in utf8.codes(text, true) do table.insert(letters, 1, utf8.char(code)) end
  return table.concat(letters)
end

function DO.sort(self, command)
  local matches, name = self:result(command.name)
  local rows = to_rows(matches)
  if command.random then
    local concordance = require "gimlet.query.concordance"
    local shuffled = {}
    for i, k in ipairs(concordance.shuffle(#rows, command.seed or 1)) do shuffled[i] = rows[k] end
    return self:keep(name, from_rows(shuffled))
  elseif not command.attribute then
    return self:keep(name, from_rows(in_order(rows)))
  end
  in_order(rows)
  local keys, places = {}, {}
  for i, row in ipairs(rows) do
    local key = self:text_of(row, command.attribute, command.from or MATCH, command.to or MATCHEND, command.flags)
    keys[row], places[row] = command.reverse and reversed(key) or key, i
  end
  table.sort(rows, function(a, b)
    if keys[a] ~= keys[b] then
      if command.descending then return keys[a] > keys[b] end
      return keys[a] < keys[b]
    end
    return places[a] < places[b]
  end)
  self:keep(name, from_rows(rows))
end

-- Counts by key, most frequent first.
local function tally(rows, key_of_row, least)
  local counts, keys = {}, {}
  for _, row in ipairs(rows) do
    local key = key_of_row(row)
    if not counts[key] then keys[#keys + 1] = key end
    counts[key] = (counts[key] or 0) + 1
  end
  table.sort(keys, function(a, b)
    if counts[a] ~= counts[b] then return counts[a] > counts[b] end
    return a < b
  end)
  local list = {}
  for _, key in ipairs(keys) do
    if counts[key] >= (least or 1) then list[#list + 1] = { key, counts[key] } end
  end
  return list
end

function DO.count(self, command)
  local matches = self:result(command.name)
  local list = tally(to_rows(matches), function(row)
    return self:text_of(row, command.attribute, command.from or MATCH, command.to or MATCHEND, command.flags)
  end, command.cut)
  for _, entry in ipairs(list) do self:print(entry[2], entry[1]) end
end

function DO.group(self, command)
  local matches = self:result(command.name)
  local function of(row, point, attribute)
    local text = self:text_of(row, attribute, point, point)
    return text == "" and "(none)" or text
  end
  local list = tally(to_rows(matches), function(row)
    local target = of(row, command.point, command.attribute)
    if not command.by then return target end
    return of(row, command.by.point, command.by.attribute) .. "\t" .. target
  end, command.cut)
  for _, entry in ipairs(list) do self:print(entry[1], entry[2]) end
end

-- ---- listing ----------------------------------------------------------------------------------------------

function Session:print(...)
  self.out = self.out or {}
  self.out[#self.out + 1] = table.concat({ ... }, "\t") .. "\n"
end

function Session:flush(redirect)
  local text = table.concat(self.out or {})
  self.out = nil
  if not redirect then return self.write(text) end
  local file, message = io.open(redirect.path, redirect.append and "ab" or "wb")
  if not file then fail("%s", message) end
  file:write(text)
  file:close()
end

local function bounds(matches, command)
  return (command.first or 0) + 1, math.min((command.last or math.maxinteger - 1) + 1, #matches)
end

function DO.size(self, command)
  local matches = self.results[command.name]
  local count = matches and #matches or 0
  if command.anchor then
    count = 0
    for i = 1, matches and #matches or 0 do
      if row_of(matches, i)[ANCHOR[command.anchor]] >= 0 then count = count + 1 end
    end
  end
  self:print(count)
end

function DO.dump(self, command)
  local matches = self:result(command.name)
  local from, to = bounds(matches, command)
  for i = from, to do
    local row = row_of(matches, i)
    local base = self.values:base(row[1])
    self:print(row[2] + base, row[3] + base, row[4] >= 0 and row[4] + base or -1, row[5] >= 0 and row[5] + base or -1)
  end
end

function DO.undump(self, command)
  local file, message = io.open(command.path, "rb")
  if not file then fail("%s", message) end
  local rows, number = {}, 0
  for line in file:lines() do
    number = number + 1
    local places = {}
    for place in line:gmatch "%-?%d+" do places[#places + 1] = math.tointeger(tonumber(place)) end
    if #places == 1 and number == 1 then places = {} end -- CQP's count of lines
    if #places > 0 then
      local document, first = self.values:place(places[1])
      local other, last = self.values:place(places[2])
      if not document or document ~= other or first > last then
        file:close()
        fail("%s:%d: these are no places of a match within one document", command.path, number)
      end
      local function anchor(at)
        if not at or at < 0 then return -1 end
        return at - self.values:base(document)
      end
      rows[#rows + 1] = { document, first, last, anchor(places[3]), anchor(places[4]) }
    end
  end
  file:close()
  self:keep(command.name, from_rows(rows))
end

function DO.tabulate(self, command)
  local matches = self:result(command.name)
  local from, to = bounds(matches, command)
  for i = from, to do
    local row, cells = row_of(matches, i), {}
    for k, column in ipairs(command.columns) do
      if column.attribute then
        cells[k] = self:text_of(row, column.attribute, column.from, column.to, column.flags)
      else
        local a, b = stretch(row, column.from, column.to)
        local base = self.values:base(row[1])
        cells[k] = not a and "-1" or a == b and tostring(a + base) or (a + base) .. ".." .. (b + base)
      end
    end
    self:print(table.concat(cells, "\t"))
  end
end

function DO.cat(self, command)
  local concordance, kwic = require "gimlet.query.concordance", require "gimlet.query.kwic"
  local matches = self:result(command.name)
  local from, to = bounds(matches, command)
  local context = self.options.Context
  local left, right = self.options.LeftContext or context, self.options.RightContext or context
  local lines = to >= from and kwic.lines(self.corpus, matches, from, to,
    { left = left[1], right = right[1], unit = left[2] }) or {}
  self.out = { concordance.render(lines, self.width or require("gimlet.cli.terminal").width()) }
end

function DO.show(self, command)
  if command.what == "cd" then
    self:print("positional", "word fold lemma stem shape")
    self:print("given", table.concat(self.environment:columns(), " "))
    self:print("structures", "s p text text_KEY (metadata) and kinds of zones")
    return
  end
  for _, name in ipairs(self.names) do self:print(name, #self.results[name]) end
end

-- ---- anchors ----------------------------------------------------------------------------------------------

-- Places in a document where a condition holds.
function Session:places(tree, document)
  local cache = self.place_cache
  if not cache or cache.tree ~= tree then
    local query = { root = tree, position = 1 }
    local matches, message = over.run(self.corpus, self.environment, query, {})
    if not matches then fail("%s", message) end
    cache = { tree = tree }
    for i = 1, #matches do
      local number, first = matches:get(i)
      cache[number] = cache[number] or {}
      table.insert(cache[number], first)
    end
    self.place_cache = cache
  end
  return cache[document] or {}
end

-- The first and last token that may become the anchor.
local function window(self, row, command)
  local from, to = row[2], row[3]
  local point = command.point and command.point ~= "match" and row[ANCHOR[command.point]] or nil
  if point then from, to = point, point end
  local count, unit = command.within[1], command.within[2]
  local low, high
  if unit then
    low, high = self.values:region(unit, row[1], from)
    local _, last = self.values:region(unit, row[1], to)
    high = last or high
    if not low then return nil end
  else
    low, high = from - count, to + count
  end
  if command.side == "left" then high = to elseif command.side == "right" then low = from end
  return low, high, from, to
end

local CHOOSE = {
  leftmost = function(a, b) return a < b end,
  rightmost = function(a, b) return a > b end,
  nearest = function(a, b, distance) return distance(a) < distance(b) end,
  farthest = function(a, b, distance) return distance(a) > distance(b) end,
}

function DO.set_anchor(self, command)
  local matches, name = self:result(command.name)
  local rows = to_rows(matches)
  for _, row in ipairs(rows) do
    local best
    if command.to then
      best = command.to == "NULL" and -1 or row[ANCHOR[command.to]]
    else
      local low, high, from, to = window(self, row, command)
      local function distance(at) return at < from and from - at or at > to and at - to or 0 end
      for _, at in ipairs(low and self:places(command.token, row[1]) or {}) do
        local inside = at >= row[2] and at <= row[3]
        if at >= low and at <= high and (command.inclusive or not inside)
            and (not best or CHOOSE[command.which](at, best, distance)) then
          best = at
        end
      end
    end
    local k = ANCHOR[command.anchor]
    if k > 3 then row[k] = best or -1 elseif best and best >= 0 then row[k] = best end
    if row[2] > row[3] then row[2], row[3] = row[3], row[2] end
  end
  self:keep(name, from_rows(rows))
end

-- ---- options ----------------------------------------------------------------------------------------------

local IGNORED = { AutoShow = true, ProgressBar = true, Paging = true, Pager = true, PrettyPrint = true,
  PrintMode = true, Highlighting = true, Colour = true, Timing = true, PrintOptions = true, ShowTargets = true,
  PrintStructures = true, Optimize = true, AutoSubquery = true }

function DO.set_option(self, command)
  local option, value = command.option, command.value
  if option == "MatchingStrategy" then
    if not ({ standard = 1, shortest = 1, longest = 1, traditional = 1 })[value] then
      fail("MatchingStrategy is standard, shortest, longest or traditional, not %s", value)
    end
    self.options.MatchingStrategy = value
  elseif option == "Context" or option == "LeftContext" or option == "RightContext" then
    local number, unit = value:match "^(%d*)%s*(%a*)$"
    unit = ({ [""] = "characters", char = "characters", chars = "characters", character = "characters",
      characters = "characters", word = "tokens", words = "tokens", s = "sentence" })[unit or "?"]
    if not unit then fail("%s is a number of characters, words or s: 80, 10 words, 1 s", option) end
    local count = tonumber(number) or 1
    self.options[option] = { unit == "sentence" and math.max(0, count - 1) or count, unit }
    if option == "Context" then self.options.LeftContext, self.options.RightContext = nil, nil end
  elseif not IGNORED[option] then
    fail("there is no option %s; there are MatchingStrategy, Context, LeftContext, RightContext", option)
  end
end

-- ---- running ----------------------------------------------------------------------------------------------

---Runs commands, separated by `;`.
---@param text string
---@return boolean? going_on false after `exit`
---@return string? message where one failed; those before it were carried out
function Session:run(text)
  for part, offset in commands.split(text) do
    local command, failure = commands.parse(part)
    if not command then return nil, cql.explain(part, failure) end
    if command.kind == "exit" then return false end
    if command.kind ~= "nothing" then
      local good, problem = pcall(DO[command.kind], self, command)
      if not good then
        self.out = nil
        if type(problem) ~= "table" then problem = { message = tostring(problem) } end
        return nil, problem.message
      end
      if self.out then
        local flushed, why = pcall(self.flush, self, command.redirect)
        if not flushed then return nil, type(why) == "table" and why.message or tostring(why) end
      end
    end
    self.at = offset
  end
  return true
end

return M
