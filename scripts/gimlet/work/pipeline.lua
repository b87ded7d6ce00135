-- The parent's side of the work: finds packs, keeps workers busy, gives out answers in the order of the input
-- whatever the number of workers, and goes on after a worker's death.
--
-- A rule that hangs, takes too much memory or fails in its own code is dropped from the whole run: the work starts
-- again without it. So that nobody has seen hits of such a rule, answers are held back until the end where a pack
-- has code of its own (when, weigh, combine, lpeg); where it has none they come as they are found.
local cache = require "gimlet.base.cache"
local core = require "gimlet.core"
local files = require "gimlet.base.files"
local host = core.host
local leaving = require "gimlet.work.leaving"
local lock = require "gimlet.work.lock"
local packs = require "gimlet.work.packs"
local spool = require "gimlet.base.spool"
local stretches = require "gimlet.work.stretches"
local tasks = require "gimlet.work.tasks"
local terminal = require "gimlet.cli.terminal"
local wordlists = require "gimlet.work.wordlists"

local M = {}

local Pipeline = {}
Pipeline.__index = Pipeline

-- Documents of a corpus go to a worker together up to so many bytes of text.
local TOGETHER <const> = 100000
local SMALL_INPUT <const> = 2 << 20

--- Limits on workers: address space in bytes; seconds that a reader (and one more for each megabyte) or a rule may
--- work without progress; bytes that packed files may grow to, archives within archives.
M.LIMITS = { memory = 6 << 30, reader = 30, rule = 10, expansion = 1 << 30, depth = 8 }

-- What the command line says of limits: seconds, megabytes, a number.
local function limits_of(options)
  local given = options.limits or options
  local rule = tonumber(os.getenv "GIMLET_RULE_SECONDS")
  return {
    memory = given.limit_memory and given.limit_memory << 20 or M.LIMITS.memory,
    reader = given.limit_time or M.LIMITS.reader,
    rule = options.seconds or rule or given.limit_time or M.LIMITS.rule,
    expansion = given.limit_expansion and given.limit_expansion << 20 or M.LIMITS.expansion,
    depth = given.limit_depth or M.LIMITS.depth,
  }
end

-- ---- packs ------------------------------------------------------------------------------------------

function Pipeline:compile_request()
  return { op = "compile", packs = self.packs, options = self:compile_options() }
end

-- Asks a worker to compile, or waits for one that was asked; gives its answer or nil, message, errors. Fills in packs
-- that are used by others.
function Pipeline:compile(worker, asked)
  while true do
    local answer, message, culprit
    if asked then answer, message, culprit = self:await(worker)
    else answer, message, culprit = self:ask(worker, self:compile_request()) end
    asked = nil
    if not answer then return nil, message, culprit and { culprit } end
    if answer.errors then return nil, leaving.join(answer.errors), answer.errors end
    if answer.failure then return nil, answer.failure.message end
    if not answer.need then return answer end
    for _, name in ipairs(answer.need) do
      local pack, why = packs.find(name)
      if not pack then
        local file, line = (answer.need.at[name] or ""):match "^(.*):(%d+)$"
        local failure = { file = file, line = tonumber(line), message = why }
        return nil, leaving.place(failure), { failure }
      end
      self.packs[#self.packs + 1] = pack
    end
  end
end

function Pipeline:compile_options()
  local names = {}
  local left_out = {}
  for _, dropped in ipairs(self.dropped) do
    if dropped.kind == "rule" then names[#names + 1] = dropped.rule
    elseif dropped.kind == "file" then left_out[dropped.rule] = true end
  end
  local options = { subject = self.options.subject, everything = self.options.everything, dropped = names,
    left_out = left_out, steps = tonumber(os.getenv "GIMLET_RULE_STEPS") }
  for key, value in pairs(self.options.compile or {}) do options[key] = value end
  return options
end

-- What a worker wants while it compiles: a list that was compiled before, the bytes of a large file; or what it has
-- compiled itself is to be kept.
function Pipeline:serve_compiler(worker, answer)
  if answer.want_list then
    local path = cache.find(answer.want_list)
    if not path or not worker:send({ found = true }, path) then worker:send { found = false } end
  elseif answer.want_file then
    local bytes
    for _, pack in ipairs(self.packs) do
      local file = pack.name == answer.pack and pack.files[answer.want_file]
      if type(file) == "table" then bytes = files.read(file.path) end
    end
    worker:send { bytes = bytes or "" }
  elseif answer.list then
    local writer = self.writing or cache.writer(answer.list)
    self.writing = writer
    if writer and answer.piece then writer:add(answer.piece)
    elseif writer then writer:finish() end
    if not answer.piece then self.writing = nil end
  else
    return false
  end
  return true
end

-- One request, one last answer; what comes before it is passed to on_answer. nil, message, culprit otherwise.
function Pipeline:ask(worker, request, on_answer)
  local good, message = worker:send(request)
  if not good then return nil, message end
  return self:await(worker, on_answer)
end

function Pipeline:await(worker, on_answer)
  local loading, naming, watch = nil, nil, tasks.watch(worker)
  while true do
    local answer, why, status = worker:receive(200)
    if answer and self:serve_compiler(worker, answer) then
      watch = tasks.watch(worker)
    elseif answer and answer.loading then
      loading = answer.loading
      watch = tasks.watch(worker)
    elseif answer and answer.naming then
      naming = answer.naming
    elseif answer and answer.broken then
      return nil, answer.broken
    elseif answer and answer.done then
      return answer
    elseif answer then
      if on_answer then on_answer(answer) end
    elseif status ~= "TIMEOUT" then
      return nil, leaving.blame(worker, loading, naming, why)
    elseif watch:stalled(self.seconds) then
      local text, culprit = leaving.blame(worker, loading, naming, ("takes more than %g s"):format(self.seconds))
      worker:close()
      return nil, text, culprit
    end
  end
end

-- ---- workers ------------------------------------------------------------------------------------------

-- A worker with the packs compiled; a template is one that others are copied from. With `later` it has only been asked
-- to compile.
function Pipeline:start_worker(template, later)
  local worker, message = core.work.start { memory = self.limits.memory, template = template }
  if not worker then return nil, message end
  local answer, why = true, nil
  if self.abbreviations ~= "" then
    answer, why = self:ask(worker, { op = "abbreviations", text = self.abbreviations })
  end
  local errors
  if answer and later then
    answer, why = worker:send(self:compile_request())
  elseif answer then
    answer, why, errors = self:finish_worker(worker)
  end
  if answer then return worker end
  worker:close()
  if errors and self:leave_out(errors) then return self:start_worker(template) end
  return nil, why
end

function Pipeline:finish_worker(worker, asked)
  if #self.packs == 0 then return true end
  local answer, why, errors = self:compile(worker, asked)
  if not answer then return nil, why, errors end
  self.description, self.names, self.code = answer.description, answer.names, answer.code
  local refused = self.options.locked and lock.refuses(answer.description.packs)
  if refused then return nil, refused end
  return true
end

---Waits for the packs of a pipeline that was opened `later`.
---@return boolean? ready
---@return string? message
function Pipeline:ready()
  local good, message, errors = true, nil, nil
  if self.template then good, message, errors = self:finish_worker(self.template, true) end
  if errors and self:leave_out(errors) then
    self:stop_workers()
    good = true
  end
  if good then good, message = self:worker(1) end
  if good then return true end
  self:stop_workers()
  return nil, message
end

-- A copy of the template, which compiles once for all of them. A template that has died is made anew; where copies
-- cannot be made every worker is one of its own.
function Pipeline:copy()
  for _ = 1, self.no_copies and 0 or 2 do
    local message
    if not self.template then self.template, message = self:start_worker(true) end
    if not self.template then return nil, message end
    local worker, _, status = self.template:fork()
    if worker then return worker end
    self.template:close()
    self.template = nil
    if status ~= "DIED" then break end
  end
  self.no_copies = true
  return self:start_worker()
end

-- An idle worker.
function Pipeline:worker(index)
  local worker = self.workers[index]
  if worker then return worker end
  local message
  worker, message = self:copy()
  self.workers[index] = worker or false
  return worker, message
end

function Pipeline:stop_workers()
  for _, worker in ipairs(self.workers) do
    if worker then worker:close() end
  end
  if self.template then self.template:close() end
  self.workers, self.template = {}, nil
end

-- ---- dropping -------------------------------------------------------------------------------------------

-- The name behind a number in the shared page.
function Pipeline:rule_name(number)
  if not self.names or number == 0 then return nil end
  local base = 1000000
  if number > base then return self.names.lua[number - base] end
  return self.names.matcher[number]
end

-- Leaves out what cannot be compiled, where the rest can do without. Is there such a rest?
function Pipeline:leave_out(errors)
  local list = self.options.go_on and leaving.plan(self.packs, errors)
  local already, told = {}, {}
  for _, dropped in ipairs(self.dropped) do already[dropped.rule] = true end
  for _, item in ipairs(list or {}) do
    if already[item.name] then return false end -- left out, and still a failure: no end would come of it
  end
  for _, item in ipairs(list or {}) do
    if not self.options.quiet then
      terminal.failure(("%s; the %s is left out of the whole run"):format(leaving.place(item.failure),
        item.kind == "rule" and "rule" or item.kind .. " " .. item.name))
    end
    if not told[item.name] then
      self.dropped[#self.dropped + 1] = { rule = item.name, kind = item.kind, message = leaving.place(item.failure) }
    end
    told[item.name] = true
    for index = #self.packs, 1, -1 do
      if item.kind == "pack" and self.packs[index].name == item.name then table.remove(self.packs, index) end
    end
  end
  return list and true or false
end

-- Leaves a rule out from now on. The workers start anew.
function Pipeline:drop(rule, message)
  for _, dropped in ipairs(self.dropped) do
    if dropped.rule == rule then return false end
  end
  self.dropped[#self.dropped + 1] = { rule = rule, kind = "rule", message = message }
  if not self.options.quiet then
    local text = message:find(rule, 1, true) and message or ("rule %s: %s"):format(rule, message)
    terminal.failure(text .. "; the rule is left out of the whole run")
  end
  self:stop_workers()
  return true
end

---Rules that were left out of the whole run, and files and packs that could not be compiled.
---@return string[] names
function Pipeline:dropped_names()
  local names = {}
  for i, dropped in ipairs(self.dropped) do names[i] = dropped.rule end
  return names
end

---@return { rule: string, kind: "rule"|"file"|"pack", message: string }[]
function Pipeline:dropped_rules() return self.dropped end

-- ---- running ---------------------------------------------------------------------------------------------

-- Runs tasks from `source()` (called again for each attempt) and gives answers to on_answer.
function Pipeline:run(source, options, on_answer)
  local hold = self.code and not options.on_restart
  while true do
    local held = hold and spool.new()
    local deliver = held and function(answer, bytes) held:add(bytes or core.work.encode(answer)) end or on_answer
    local good, message, dropped = tasks.run(self, source(), options, deliver)
    if good then
      if held then
        for bytes in held:each() do on_answer(core.work.decode(bytes)) end
        held:clear()
      end
      return true
    end
    if held then held:clear() end
    if not dropped then return nil, message end
    if not self:drop(dropped.rule, dropped.message) then return nil, dropped.message end
    if options.on_restart then options.on_restart(dropped.rule, dropped.message) end
  end
end

local READ_OPTIONS = { "format", "charset", "language", "tokens", "text", "all", "kinds", "topic", "signature",
  "sentences", "context", "columns", "packed", "bulk", "text_field", "newdoc", "measure", "judge",
  "expanded", "nested", "near", "pieces" }

local function request_options(options)
  local list = {}
  for _, key in ipairs(READ_OPTIONS) do list[key] = options[key] end
  return list
end

-- Standard input can be read once: where the work may start again it is kept in a file.
local function keep_input(self, list)
  for i, path in ipairs(list) do
    if path == "-" and self.code then
      local name = os.tmpname()
      local file = assert(io.open(name, "wb"))
      file:write(io.read "a")
      file:close()
      return i, name
    end
  end
end

-- Files that exist, with failures for those that do not, in the order given.
local function inputs(paths)
  local list, failures = {}, {}
  for _, path in ipairs(paths) do
    local found = files.expand({ path }, function(which, message)
      if message:sub(1, #which + 2) == which .. ": " then message = message:sub(#which + 3) end
      failures[#failures + 1] = { document = which, message = message }
      list[#list + 1] = failures[#failures]
    end)
    for _, file in ipairs(found) do
      -- The grades that lie in a folder of documents are none of them.
      if file == path or select(2, files.split(file)) ~= "sources.tsv" then list[#list + 1] = file end
    end
  end
  return list
end

function Pipeline:read_or_scan(op, paths, options, on_answer)
  options = options or {}
  local list = inputs(type(paths) == "table" and paths or { paths })
  local kept, copy = keep_input(self, list)
  self.wanted = self:jobs_for(list)
  local function source()
    local at, following = 0, nil
    return function()
      local stretch = following and following()
      if stretch then return stretch end
      at = at + 1
      local path = list[at]
      if type(path) ~= "string" then return path and { answers = { { failure = path } } } end
      local sent = request_options(options)
      -- Where several workers keep the parent busy they take the compressing off it.
      sent.frames = sent.packed and self.wanted > 1
      sent.expanded, sent.nested = sent.expanded or self.limits.expansion, sent.nested or self.limits.depth
      following = path ~= "-" and stretches.of(op, path, sent)
      if following then return following() end
      local beside = files.sidecar(path)
      if beside then sent.sidecar = files.read(beside) end
      local standoff = files.standoff(path)
      if standoff then sent.standoff = files.read(standoff) end
      return { name = path, file = at == kept and copy or path, size = (host.status(path) or {}).size,
        requests = { { op = op, path = path, options = sent } } }
    end
  end
  local good, message = self:run(source, options, on_answer)
  if copy then os.remove(copy) end
  return good, message
end

-- How many workers an input is worth: compiling packs takes as long as a few megabytes of text.
function Pipeline:jobs_for(list)
  if self.options.jobs then return math.max(1, self.options.jobs) end
  local bytes = 0
  for _, path in ipairs(list) do
    bytes = bytes + (type(path) == "string" and path ~= "-" and host.status(path) or { size = 0 }).size
  end
  if bytes < SMALL_INPUT then return 1 end
  local tasks_ = #list
  for _, path in ipairs(list) do
    if type(path) == "string" and stretches.splits(path, {}) then tasks_ = host.processors() end
  end
  return math.max(1, math.min(host.processors(), tasks_))
end

---Reads files, folders, globs or `-`.
---@param paths string[]
---@param options? { format: string?, charset: string?, tokens: boolean? }
---@param on_answer fun(answer: table) { document = DOC with text } or { failure = { document =, line =, message = } }
---@return true?
---@return string? message
function Pipeline:read(paths, options, on_answer)
  return self:read_or_scan("read", paths, options, on_answer)
end

---Reads and matches.
---@param paths string[]
---@param options? { all: boolean?, kinds: table<string, boolean>?, text: boolean?, signature: boolean?,
--- on_restart: function? } as for read(), and: text, signature, whether documents come with theirs;
--- on_restart(rule, message), called when all answers so far are void because a rule was dropped, asks for answers to
--- come at once
---@param on_answer fun(answer: table) { document = DOC, hits = { HIT … } } or { failure = … }
---@return true?
---@return string? message
function Pipeline:scan(paths, options, on_answer)
  return self:read_or_scan("scan", paths, options, on_answer)
end

-- Documents from an iterator, several in a task. They are kept where the work may start again.
local function document_source(self, iterator, options)
  local kept, first = self.code and spool.new(), true
  local function request(documents) return { op = "match", documents = documents, options = options } end
  local function task(documents)
    local requests = { request(documents) }
    local singly = {}
    for i, document in ipairs(documents) do singly[i] = request { document } end
    return { name = documents[1].document, requests = requests, singly = singly, whole = true }
  end
  local function fresh()
    local documents, size = {}, 0
    while size < TOGETHER do
      local document = iterator()
      if not document then break end
      documents[#documents + 1] = document
      size = size + #(document.text or "")
    end
    if #documents == 0 then return nil end
    if kept then kept:add(core.work.encode(documents)) end
    return task(documents)
  end
  return function()
    if first then
      first = false
      return fresh
    end
    local again = kept:each()
    return function()
      local bytes = again()
      if bytes then return task(core.work.decode(bytes)) end
      return fresh()
    end
  end
end

---Matches documents that are read already, such as those of a corpus.
---@param iterator fun(): table? gives DOCs with text and zones
---@param on_answer fun(answer: table)
---@param options? table as for scan()
---@return true?
---@return string? message
function Pipeline:match(iterator, on_answer, options)
  if type(on_answer) == "table" then on_answer, options = options, on_answer end
  options = options or {}
  self.wanted = math.max(1, self.options.jobs or host.processors())
  return self:run(document_source(self, iterator, request_options(options)), options, on_answer)
end

---Asks the pack's own formula what each factor contributes.
---@param score string its full name
---@param factors table[]
---@return table<string, integer>? contributions in millionths by factor
---@return string? message
function Pipeline:combine(score, factors)
  local worker, message = self:worker(1)
  if not worker then return nil, message end
  local answer, why = self:ask(worker, { op = "combine", score = score, factors = factors })
  if not answer then
    self:stop_workers()
    return nil, ("combine of %s: %s"):format(score, why)
  end
  if answer.dropped or answer.failure then return nil, (answer.dropped or answer.failure).message end
  return answer.contributions
end

---Runs the examples of the packs' rules and looks them over.
---@param options { lint: boolean?, mutate: boolean?, measured: table? }? measured: from measure.run
---@return table? report see gimlet.check, with findings and silenced of gimlet.lint
---@return string? message
function Pipeline:check(options)
  local worker, message = self:worker(1)
  if not worker then return nil, message end
  local answer, why = self:ask(worker, { op = "check", options = options or {} })
  if not answer then
    self:stop_workers()
    return nil, why
  end
  if answer.dropped or answer.failure then return nil, (answer.dropped or answer.failure).message end
  return answer.report
end

---Where entries of rules stand and what they say.
---@param list { rule: string, entry: integer }[]
---@return { at: string, text: string? }[]? told in the same order
function Pipeline:entries(list)
  local worker = self:worker(1)
  local wanted = {}
  for index, unit in ipairs(list) do wanted[index] = { rule = unit.rule, entry = unit.entry } end
  local answer = worker and self:ask(worker, { op = "entries", list = wanted })
  return answer and answer.entries or nil
end

---What near misses of a rule are told by.
---@return { variants: string[], besides: string[] }? names: some of `variants` and each of `besides` has a hit wherever
--- a miss is
function Pipeline:near()
  local worker = self:worker(1)
  local answer = worker and self:ask(worker, { op = "near" })
  return answer and not answer.failure and answer or nil
end

---What documents must hold for rules to have hits in them.
---@param rules string[] full names
---@param forms string? the forms of the corpus's types
---@return table? needs of core.match.possible; nil where it cannot be told
---@return integer[]? ids of the rules in it
function Pipeline:possible(rules, forms)
  local worker = forms and self:worker(1)
  local answer = worker and self:ask(worker, { op = "possible", rules = rules, forms = forms })
  if not answer or answer.failure then return nil end
  return answer.needs, answer.ids
end

---What the packs say, to be kept, and what is different from an earlier state of them.
---@param before string? what this gave for the earlier state
---@param forms string? the forms of the corpus's types
---@return string? outline
---@return table? reach see gimlet.rule.outline
function Pipeline:compare(before, forms)
  local worker = self:worker(1)
  local answer = worker and self:ask(worker, { op = "compare", before = before, forms = forms })
  if not answer or answer.failure then return nil end
  return answer.outline, answer.reach
end

---What the packs declare.
---@return table? D nil where there are no packs
function Pipeline:describe() return self.description end

---Ends the workers.
function Pipeline:close() self:stop_workers() end

Pipeline.__close = Pipeline.close

---Opens packs (or none, for reading only).
---@param options { packs: (string|table)[]?, subject: string?, jobs: integer?, seconds: number?, quiet: boolean?,
--- everything: boolean?, compile: table?, later: boolean?, limits: table?, go_on: boolean? } packs: names, paths, or
--- tables { name, root, files }; seconds: how long a rule may run without progress; quiet: dropped rules are not told;
--- compile: more options for compile.lua; later: packs are compiled until :ready(), while the caller works;
--- limits: { limit_time, limit_memory, limit_expansion, limit_depth } as typed; go_on: what cannot be compiled is left
--- out where the rest can do without (leaving.lua); locked: gimlet.lock holds
---@return table? pipeline
---@return string? message
---@return string? reason "NOTFOUND" where there is no such pack
function M.new(options)
  options = options or {}
  local self = setmetatable({ options = options, packs = {}, workers = {}, dropped = {}, wanted = 1,
    limits = limits_of(options) }, Pipeline)
  self.seconds = self.limits.rule
  for _, name in ipairs(options.packs or { "std" }) do
    local pack, message, reason = name, nil, nil
    if type(name) ~= "table" then pack, message, reason = packs.find(name) end
    if not pack and reason and options.go_on and #options.packs > 1 then
      terminal.failure(("%s; the pack %s is left out of the whole run"):format(message, name))
      self.dropped[#self.dropped + 1] = { rule = name, kind = "pack", message = message }
    elseif not pack then
      return nil, message, not reason and "NOTFOUND" or nil
    else
      pack.requested = options.packs ~= nil
      self.packs[#self.packs + 1] = pack
    end
  end
  local worker, message
  self.abbreviations, message = wordlists.abbreviations()
  if not self.abbreviations then return nil, message end
  if options.later then
    self.template = self:start_worker(true, true)
    return self
  end
  worker, message = self:worker(1)
  if not worker then return nil, message end
  return self
end

return M
