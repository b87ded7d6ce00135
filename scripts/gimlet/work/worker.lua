-- What a worker does: reads bytes, cuts tokens, compiles packs, matches, judges hits, and answers.
--
-- Requests are tables with `op`: compile, read, scan, match, combine, check. An answer is a table; `batch` holds
-- several, `done` ends a request. A rule that exceeds a limit, or whose own code fails, ends the request with
-- `dropped = { rule =, message = }`: the parent starts over without it.
local bulks = require "gimlet.work.bulk"
local core = require "gimlet.core"
local compile = require "gimlet.rule.compile"
local edtf = require "gimlet.base.edtf"
local evidence = require "gimlet.evidence"
local guard = require "gimlet.work.guard"
local measure = require "gimlet.work.measure"
local near = require "gimlet.rule.near"
local outline = require "gimlet.rule.outline"
local running_text = require "gimlet.rule.running_text"
local readers = require "gimlet.work.readers"
local rope = require "gimlet.base.rope"
local sandbox = require "gimlet.work.sandbox"
local still = require "gimlet.work.still"
local topic = require "gimlet.evidence.topic"

local M = {}

-- Rules at work are told to the parent by number: those of the matcher from 1, those in Lua from here.
M.LUA_RULES = 1000000
-- While they are compiled they are told from here.
M.COMPILING = 2000000
-- Hits of one document beyond which something is wrong with a rule.
local MOST_HITS <const> = 4000000
-- Zones that are sent together, of a document that goes in pieces.
local MOST_ZONES <const> = 2000
-- Answers are sent together until they are about so many bytes.
local BATCH <const> = 200000

local Worker = {}
Worker.__index = Worker

-- ---- answers ---------------------------------------------------------------------------------------

function Worker:flush()
  if #self.batch == 0 then return end
  self.channel:send { told = self.tells and core.store.told() or nil, batch = self.batch }
  self.batch, self.batch_size = {}, 0
end

function Worker:answer(answer)
  self.batch[#self.batch + 1] = answer
  local text = answer.document and (answer.document.text or answer.document.frame)
  self.batch_size = self.batch_size + 500 + #(text or answer.lines or "") + (answer.hits and #answer.hits * 700 or 0)
  if self.batch_size > BATCH then self:flush() end
end

-- ---- compiling ---------------------------------------------------------------------------------------

local function names_of(packs)
  local names = {}
  for _, pack in ipairs(packs) do
    if pack.requested then names[#names + 1] = pack.name end
  end
  return table.concat(names, ", ")
end

-- Compiled lists that the parent keeps, and those that it is to keep.
function Worker:lists()
  return {
    find = function(key)
      self.channel:send { want_list = key }
      local reply, fd = self.channel:receive()
      return reply and reply.found and fd or nil
    end,
    keep = function(key, piece) self.channel:send { list = key, piece = piece } end,
  }
end

-- Large files stay with the parent until somebody reads them.
function Worker:open_files(packs)
  for _, pack in ipairs(packs) do
    for path, content in pairs(pack.files) do
      if type(content) == "table" then
        content.read = function()
          if not content.bytes then
            self.channel:send { want_file = path, pack = pack.name }
            content.bytes = self.channel:receive().bytes
          end
          return content.bytes
        end
      end
    end
  end
end

-- Rules are told to the parent by number while they are compiled, for it to name should that never end.
function Worker:naming(program)
  local names, numbers = {}, {}
  for _, pack in ipairs(program.packs) do
    for _, rule in ipairs(pack.rules) do
      names[#names + 1] = rule.name
      numbers[rule] = M.COMPILING + #names
    end
  end
  self.channel:send { naming = names }
  return function(rule) self.channel:running(numbers[rule] or 0) end
end

function Worker:sandboxed(packs)
  return {
    base = sandbox.library(),
    trusted = sandbox.trusted,
    lists = self:lists(),
    announce = function(file) self.channel:send { loading = file } end,
    naming = function(program) return self:naming(program) end,
    run = function(bytes, chunkname, environment)
      local good, message, kind = sandbox.run(bytes, chunkname, environment)
      self.channel:send { loading = "the rules of " .. names_of(packs) }
      if not good and kind and not message:find "^#%d+:%d" then message = chunkname:sub(2) .. ":1: " .. message end
      return good, message, kind
    end,
  }
end

-- Numbers of rules, for the shared page, and the names behind them.
local function number_rules(compiled)
  local names, numbers = {}, {}
  for i, rule in ipairs(compiled.description.rules) do
    names[i] = rule.name
    numbers[rule.name] = M.LUA_RULES + i
  end
  local matched = {}
  for id, rule in pairs(compiled.rules.by_id) do matched[id] = rule.name or "" end
  return { lua = names, matcher = matched }, numbers
end

function Worker:op_abbreviations(request)
  self.abbreviations = request.text
  assert(self.lexicon:add_abbreviations(request.text))
  return {}
end

function Worker:op_compile(request)
  request.options.abbreviations = self.abbreviations
  self:open_files(request.packs)
  sandbox.limit_steps(request.options.steps)
  local compiled, errors, need = compile.packs(request.packs, request.options, self:sandboxed(request.packs))
  self.channel:running(0)
  if not compiled then return { errors = errors, need = need } end
  self.compiled, self.lexicon, self.hits, self.bulk, self.counter = compiled, compiled.lexicon, nil, nil, nil
  self.gate, self.quiet = topic.gate(compiled), evidence.quiet(compiled)
  local names, numbers = number_rules(compiled)
  local watched = guard.watch_code(compiled)
  compiled.call = function(f, shown)
    self.channel:running(type(shown) == "table" and numbers[shown.rule] or self.combining or 0)
    local results = table.pack(sandbox.call(f, shown))
    self.channel:running(0)
    local changed = results[1] and still.changed(watched[f])
    if changed then results = { false, changed, n = 2 } end
    if not results[1] then
      local file, line, text = compiled.program.readable(results[2])
      if file then results[2] = ("%s:%d: %s"):format(file, line, text) end
    end
    return table.unpack(results, 1, results.n)
  end
  compiled.search = function(pattern, find, ...)
    local good, message = sandbox.call(find, ...)
    local changed = good and still.changed(watched[pattern])
    if changed then good, message = false, changed end
    if not good then
      local file, line, text = compiled.program.readable(message)
      if file then message = ("%s:%d: %s"):format(file, line, text) end
    end
    return good, message
  end
  compiled.running = function(name) self.channel:running(name and numbers[name] or 0) end
  self.numbers, self.readers, self.all_found = numbers, readers.of(compiled), guard.finds_all(compiled)
  return { description = compiled.description, names = names, code = guard.has_code(compiled) }
end

-- Of what rules need the part that some of them rest on.
local function rest_on(needs, ids)
  local kept = { rules = {}, conjuncts = {} }
  local function keep(number)
    if kept.rules[number] then return end
    kept.rules[number] = needs.rules[number]
    for _, pattern in ipairs(needs.rules[number].patterns) do
      for _, conjunct in ipairs(pattern) do
        kept.conjuncts[conjunct] = needs.conjuncts[conjunct]
        for _, rule in ipairs(needs.conjuncts[conjunct].rules) do keep(rule) end
      end
    end
  end
  for _, number in ipairs(ids) do keep(number) end
  return kept
end

-- The rules that near misses are told by.
function Worker:op_near() return near.needs(self.compiled) end

-- What documents must hold for some rules to have hits in them.
function Worker:op_possible(request)
  local set, ids = self.compiled.rules, {}
  local needs = core.match.possible(set.ruleset, request.forms)
  if not needs then return {} end
  for _, item in ipairs(set.running or {}) do needs.rules[item.id].anywhere = true end
  for _, name in ipairs(request.rules) do
    if not set.ids[name] then return {} end
    ids[#ids + 1] = set.ids[name]
  end
  return { needs = rest_on(needs, ids), ids = ids }
end

-- What the packs say, for a later run, and what has changed since an earlier one can reach.
function Worker:op_compare(request)
  local now = outline.of(self.compiled)
  local reach = request.before and outline.reach(self.compiled, self.gate, core.work.decode(request.before), now,
    request.forms)
  return { outline = core.work.encode(now), reach = reach }
end

-- ---- documents -----------------------------------------------------------------------------------------

-- Tokens of a text (or a document's): ours, or those that an annotated corpus gives.
function Worker:cut(text, languages, given)
  if given then
    assert(self.tokens:give(self.lexicon, text, given, languages))
  else
    assert(self.tokens:cut(self.lexicon, text, nil, languages))
  end
end

-- Sentences, zones and zone rules of a document whose tokens are cut.
function Worker:prepare(document)
  local tokens, lexicon = self.tokens, self.lexicon
  assert(document:find_zones(tokens, lexicon))
  assert(tokens:sentences(lexicon, document:edges()))
  if self.compiled and self.compiled.zones then
    local marks
    marks, self.zone_hits = evidence.zones(self.compiled, tokens, self.zone_hits)
    if #marks > 0 then
      for _, mark in ipairs(marks) do assert(document:mark(mark.begin, mark["end"], mark.kind, mark.extent)) end
      assert(document:settle(tokens, lexicon))
      assert(tokens:sentences(lexicon, document:edges()))
    end
  end
  assert(document:quotes(tokens))
end

-- At most `most` bytes before a place, or after it, on whole characters.
local function before(text, at, most)
  local from = math.max(1, at - most + 1)
  while from <= at and text:byte(from) & 0xC0 == 0x80 do from = from + 1 end
  return (text:sub(from, at):gsub("%s+", " "))
end

local function after(text, at, most)
  local to = math.min(#text, at + most - 1)
  while to >= at and to < #text and text:byte(to + 1) & 0xC0 == 0x80 do to = to - 1 end
  return (text:sub(at, to):gsub("%s+", " "))
end

-- For concordances: token numbers from 0, and what stands on both sides.
local function add_context(hits, text, tokens, most)
  for _, hit in ipairs(hits) do
    hit.first, hit.last = tokens:at(hit.begin + 1) - 1, tokens:at(hit["end"] + 1) - 2
    hit.left, hit.right = before(text, hit.begin, most), after(text, hit["end"] + 1, most)
  end
  return hits
end

local function only_factors(options) return not options.all and not (options.kinds and next(options.kinds)) end

-- Is a document off the topic, so that no hit in it can count? Its sentences are known; its zones need not be, since
-- without them the rules of the topic see more of it, not less.
function Worker:off_topic(options)
  if not self.gate or not only_factors(options) then return false end
  local compiled = self.compiled
  local hits = compiled.rules.matcher:run(self.tokens, nil, self.hits, { max_hits = MOST_HITS, enabled = self.gate })
  if not hits then return false end -- too many hits: the run over all rules says so
  self.hits = hits
  return not topic.possible(compiled, hits, #self.tokens)
end

-- The days a document's date may mean, for names that hold for a time.
local function days_of(date)
  local parsed = date and edtf.parse(date)
  if not parsed then return nil end
  local first, last = core.match.day(parsed.earliest), core.match.day(parsed.latest)
  return first and last and { first, last } or nil
end

-- The hits of a document whose tokens are cut.
function Worker:find_hits(record, options)
  local compiled = self.compiled
  local zones = evidence.sentence_zones(record, self.tokens)
  local most = self.all_found and guard.FEW_HITS + 20 * #self.tokens or MOST_HITS
  local limits = { max_hits = most, enabled = only_factors(options) and self.quiet or nil,
    date = compiled.timed and days_of(record.date) or nil,
    given = running_text.given(compiled, self.tokens, record.text, zones) }
  local hits, message = compiled.rules.matcher:run(self.tokens, zones, self.hits, limits)
  if self.all_found then guard.check(compiled, self.tokens, hits, message) end
  if not hits then return nil, message end
  self.hits = hits
  if options.measure then
    self.counter = self.counter or measure.counter(compiled)
    self.counter:add(hits, self.tokens, record.text)
    if not options.judge then return {} end
  end
  if #hits == 0 then return {} end
  options.skim = not options.all
  local found = evidence.document(compiled, record, self.tokens, hits, options, zones)
  return options.context and add_context(found, record.text, self.tokens, options.context) or found
end

-- What a reader of a pack makes of the file, if one takes it: its bytes as JSON Lines, and options to read those.
function Worker:own_reader(request, fd)
  local options, from = request.options or {}, fd and { fd = fd } or request.bytes
  self.format = nil
  if not self.readers or options.format then return from, options end
  local bytes, message = request.bytes, nil
  if fd then bytes, message = core.load.bytes(fd) end
  if not bytes then return nil, message end
  local reader = readers.find(self.readers, request.path, bytes)
  if not reader then return bytes, options end
  local lines, why = readers.read(reader, bytes, request.path, self.compiled.program.readable)
  if not lines then return nil, why end
  self.format = reader.name
  return lines, { format = "jsonl", text_field = "text", sidecar = options.sidecar }
end

-- Reads all documents behind a descriptor; on_document(document, text) is called for each.
function Worker:read(request, fd, on_document)
  local path = request.path
  local from, options = self:own_reader(request, fd)
  if not from then
    self:answer { failure = { document = path, path = path, message = options } }
    return {}
  end
  local good, message = core.load.read(path, from, options,
    function(document)
      local given = document:given()
      local languages = assert(document:find_languages(request.options and request.options.language))
      self:cut(given and document:text() or document, languages, given)
      on_document(document)
      self.channel:progress()
    end,
    function(failure)
      failure.path = path
      self.channel:progress()
      self:answer { failure = failure }
    end)
  if not good then
    local name, line, column = path, nil, nil
    if message:sub(1, #path) == path then -- "PATH:LINE:COLUMN: what", or of the metadata beside it
      local beside, at, behind, what = message:match("^([%w.]-):?(%d*):?(%d*): (.*)$", #path + 1)
      if what then name, line, column, message = path .. beside, at, behind, what end
    end
    self:answer { failure = { document = name, path = path, line = math.tointeger(tonumber(line)),
      column = math.tointeger(tonumber(column)), message = message } }
  end
  return {}
end

-- The text and the zones of a long document go ahead of it, piece by piece; the record says so.
function Worker:send_pieces(document)
  self:flush()
  collectgarbage()
  for at = 1, document:size(), rope.PIECE do
    self.channel:send { piece = document:text(at, at + rope.PIECE - 1) }
  end
  for at = 1, math.maxinteger, MOST_ZONES do
    local zones = document:zones(at, at + MOST_ZONES - 1)
    if #zones == 0 then break end
    self.channel:send { zones = zones }
  end
end

function Worker:op_read(request, fd)
  local options = request.options or {}
  local wanted = { text = true, sentences = options.sentences ~= false, tokens = options.tokens }
  if options.packed then
    wanted = { text = true, packed = true }
    core.store.tell() -- anew with each request, so that none rests on another's answers
  end
  self.tells = options.packed
  return self:read(request, fd, function(document)
    self:prepare(document)
    local pieces = options.pieces and document:size() > rope.PIECE and not document:given() and not options.standoff
    if pieces then self:send_pieces(document) end
    wanted.text = not pieces
    wanted.packed = pieces or options.packed -- without zones
    local record = document:record(wanted, self.tokens)
    record.pieces = pieces or nil
    record.format = self.format or record.format
    if options.sentences == false then record.sentence_count = self.tokens:sentence_count() end
    if options.signature then record.signature = core.load.signature(self.tokens, self.lexicon, document) end
    if options.packed then
      record.parcel, record.zones = core.store.parcel(self.tokens, self.lexicon), core.store.zones(document)
      if options.frames and record.text and not record.given then
        record.bytes, record.frame, record.text = #record.text, core.store.frame(record.text), nil
      end
    end
    self:answer { document = record }
  end)
end

-- Without its text, of a document's zones only those outside the article are told.
local INSIDE <const> = { body = true, quote = true, list = true, table = true, heading = true, title = true }

local function outside(zones)
  local list = {}
  for _, zone in ipairs(zones) do
    if not INSIDE[zone.kind] then list[#list + 1] = zone end
  end
  return list
end

-- What is told of a document off the topic.
local BRIEF <const> = { brief = true }

-- Counts the hits of a document, or writes them.
function Worker:scan_in_bulk(bulk, document, options)
  local compiled, tokens = self.compiled, self.tokens
  local zones = core.match.sentence_zones(document, tokens)
  local hits, message = compiled.rules.matcher:run(tokens, zones, self.hits, { max_hits = MOST_HITS,
    date = compiled.timed and days_of(document:get "date") or nil,
    given = running_text.given(compiled, tokens, #compiled.lpeg > 0 and document:text() or "", zones) })
  if not hits then
    self:answer { failure = { document = document:record(BRIEF).document, message = message } }
    return
  end
  self.hits = hits
  if options.bulk == "lines" then
    self:answer { lines = bulk.lines:write(hits, document, tokens, zones), documents = 1 }
  else
    bulk.lines:count(hits)
    bulk.documents = (bulk.documents or 0) + 1
  end
end

-- The scan of a pack whose hits nothing judges; nil where it is not such a pack.
function Worker:bulk_scan(request, fd)
  local options = request.options or {}
  if not options.bulk then return nil end
  local bulk = self.bulk and self.bulk[options.all or false]
  if bulk == nil then
    bulk = bulks.new(self.compiled, options.all) or false
    self.bulk = self.bulk or {}
    self.bulk[options.all or false] = bulk
  end
  if not bulk then return nil end
  local result = self:read(request, fd, function(document)
    self:prepare(document)
    self:scan_in_bulk(bulk, document, options)
  end)
  if bulk.documents then
    self:answer { counts = bulks.counts(bulk), documents = bulk.documents }
    bulk.documents = nil
  end
  return result
end

function Worker:op_scan(request, fd)
  local done = self:bulk_scan(request, fd)
  if done then return done end
  local options = request.options or {}
  local result = self:read(request, fd, function(document)
    if self.gate and only_factors(options) then
      assert(self.tokens:sentences(self.lexicon, {}))
      if self:off_topic(options) then
        local record = document:record(BRIEF)
        record.off_topic, record.zones = true, {}
        self:answer { document = record, hits = {} }
        return
      end
    end
    self:prepare(document)
    local record = document:record()
    record.text = document:text()
    local hits, message = self:find_hits(record, options)
    if options.signature then
      record.signature = core.load.signature(self.tokens, self.lexicon, record.zones)
    end
    if not options.text then record.text, record.zones = nil, outside(record.zones) end
    if hits then
      self:answer { document = record, hits = hits }
    else
      self:answer { failure = { document = record.document, message = message } }
    end
  end)
  self:tell_measured()
  return result
end

-- What a rule just missed in a document, and what it found that does not count.
function Worker:near_misses(record, options)
  local compiled = self.compiled
  local zones = evidence.sentence_zones(record, self.tokens)
  local limits = { max_hits = MOST_HITS, date = compiled.timed and days_of(record.date) or nil,
    given = running_text.given(compiled, self.tokens, record.text, zones) }
  local misses, found, hits = near.document(compiled, record, self.tokens, zones, limits, self.hits,
    options.near == "all")
  self.hits = hits
  local left_out = {}
  if found > 0 and compiled.near.rule.word == "factor" then
    limits.enabled = nil
    self.hits = assert(compiled.rules.matcher:run(self.tokens, zones, self.hits, limits))
    left_out = near.left_out(compiled, record, self.tokens, self.hits, zones)
  end
  record.text, record.given, record.zones = nil, nil, nil
  return { document = record, misses = misses, found = found, hits = left_out }
end

function Worker:match_document(record, options)
  local document = assert(core.load.restore(record))
  self:cut(record.text, document:languages(), record.given)
  assert(self.tokens:sentences(self.lexicon, document:edges()))
  self.channel:progress()
  if options.near then return self:near_misses(record, options) end
  if self:off_topic(options) then
    record.text, record.given, record.off_topic = nil, nil, true
    return { document = record, hits = {} }
  end
  local hits, message = self:find_hits(record, options)
  if not hits then return { failure = { document = record.document, message = message } } end
  record.text, record.given = nil, nil
  return { document = record, hits = hits }
end

function Worker:op_match(request)
  for _, record in ipairs(request.documents or { request.document }) do
    self:answer(self:match_document(record, request.options or {}))
  end
  self:tell_measured()
  return {}
end

-- What was counted for a request that asked for it.
function Worker:tell_measured()
  if self.counter and self.counter.documents > 0 then self:answer { measured = self.counter:take() } end
end

function Worker:op_combine(request)
  self.combining = self.numbers[request.score]
  local contributions = evidence.combine(self.compiled, request.score, request.factors)
  self.combining = nil
  return { contributions = contributions }
end

-- Where entries stand and what they say.
function Worker:op_entries(request)
  local list, by_name = {}, self.compiled.program.by_name
  for index, wanted in ipairs(request.list) do
    local rule = by_name[wanted.rule]
    local entry = rule and rule.entries[wanted.entry - (rule.row_count or 0)]
    list[index] = { at = entry and entry.at or rule and rule.at, text = entry and entry.text }
  end
  return { entries = list }
end

-- The examples of the packs' rules, and what is allowed and probably not meant.
function Worker:op_check(request)
  local options = request.options or {}
  local report = require("gimlet.rule.check").run(self.compiled)
  if options.lint then report.findings, report.silenced = require("gimlet.lint").run(self.compiled, options) end
  return { report = report }
end

-- ---- the loop ------------------------------------------------------------------------------------------

-- What was raised, as an answer.
local function failed(request, failure)
  if type(failure) == "table" and failure.rule then
    return { dropped = { rule = failure.rule, message = sandbox.failure_text(failure.message) } }
  end
  return { failure = { document = request.path or request.document and request.document.document,
    message = sandbox.failure_text(failure) } }
end

local function trace(failure)
  if type(failure) ~= "string" then return failure end
  return os.getenv "GIMLET_TRACE" and debug.traceback(failure, 2) or failure
end

---Serves requests until the channel closes.
---@param channel userdata
function M.serve(channel)
  local self = setmetatable({ channel = channel, batch = {}, batch_size = 0, lexicon = core.text.lexicon(),
    tokens = core.text.tokens() }, Worker)
  while true do
    local request, fd = channel:receive()
    if request == nil then return end
    local operation = Worker["op_" .. tostring(request.op)]
    local good, answer = xpcall(operation, trace, self, request, fd)
    if not good then answer = failed(request, answer) end
    self:flush()
    channel:running(0)
    answer.done = true
    channel:send(answer)
  end
end

return M
