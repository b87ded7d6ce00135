-- Loading: files through the pipeline's workers into a corpus, in batches, only what has changed.
--
-- The parent is the only one that writes. A batch is one transaction; a file's stamp (size and time, its sidecar's as
-- well) is stored when all its records were read without a failure, so that what failed is tried again.
local core = require "gimlet.core"
local files = require "gimlet.base.files"
local sources = require "gimlet.score.sources"
local M = {}

M.BATCH = 512 -- documents a transaction
M.BATCH_BYTES = 8 << 20
local BREATH <const> = 8 -- documents after which workers are looked at while a batch is written

local Load = {}
Load.__index = Load

-- Size and time of a file and of the metadata beside it; nil where it cannot be told (standard input).
local function stamp_of(path)
  local found = path ~= "-" and files.status(path)
  if not found or found.kind ~= "file" then return nil end
  local stamp = ("%d %s"):format(found.size, tostring(found.nanoseconds))
  for _, beside in ipairs { files.sidecar(path) or false, files.standoff(path) or false } do
    local other = beside and files.status(beside)
    if other then stamp = ("%s + %d %s"):format(stamp, other.size, tostring(other.nanoseconds)) end
  end
  return stamp, found.size
end

-- What is stored of a file: its stamp, and what tells that another stamp is the same content.
local function with_fingerprint(path, stamp)
  local prints = {}
  for i, name in ipairs { path, files.sidecar(path) or false, files.standoff(path) or false } do
    prints[i] = name and core.base.fingerprint(name) or ""
  end
  -- A file that has changed meanwhile is read again next time.
  return stamp_of(path) == stamp and stamp .. " = " .. table.concat(prints) or stamp
end

-- The sizes that a stamp tells, without the times.
local function sizes_of(stamp) return (stamp:gsub("(%d+) %S+", "%1")) end

-- Is a file with this stamp what is known of it? The second result: by its content, at another time.
local function is_known(path, stamp, known)
  local before, print = known.stamp:match("^(.-) = (%x+)$")
  if (before or known.stamp) == stamp then return true, false end
  if not before or sizes_of(before) ~= sizes_of(stamp) then return false end
  local now = with_fingerprint(path, stamp)
  return now:match(" = (%x+)$") == print, now
end

local function fail(message, status)
  error(setmetatable({ message = message, status = status }, { __tostring = function() return message end }), 0)
end

local function must(value, message, status)
  if value == nil then fail(message, status) end
  return value, message
end

---@param corpus table an open corpus
---@param options { on_failure: fun(failure: table), on_document: fun(document: table)?, again: boolean?,
--- asked: string?, prune: string[]? } prune: paths whose vanished files leave the corpus
---@return table load
function M.new(corpus, options)
  return setmetatable({ corpus = corpus, options = options, queue = {}, queued = 0, queued_bytes = 0, bad = {},
    received = 0, received_bytes = 0, added = 0, updated = 0, copies = 0, unchanged = 0, gone = 0, failed = 0,
    formats = {}, reasons = {}, source_files = {} }, Load)
end

-- ---- batches -----------------------------------------------------------------------------------

-- Documents wait until there are enough, so that the corpus is locked only while rows are written and others who
-- want to write get their turn.

local function store_document(self, document, tally)
  -- Standard input is no place: what came from it before stays, so the content is the place.
  if document.path == "-" and type(document.hash) == "string" then
    document.path, document.record = "-:" .. document.hash:sub(1, 16), nil
  end
  -- What a worker sent may be anything; a malformed document raises before a row is written.
  local sound, outcome, number = pcall(self.corpus.add, self.corpus, document, self.id)
  if outcome == "interrupted" then error(outcome, 0) end
  if not sound then
    local message = type(outcome) == "table" and outcome.message or tostring(outcome):gsub("^[^ ]+:%d+: ", "")
    return self:failure({ document = document.document, path = document.path, message = message }, document.path)
  end
  if not outcome then fail(number) end
  local counted = outcome == "copy" and "copies" or outcome == "known" and "updated" or outcome
  tally[counted] = tally[counted] + 1
  local format = document.format or "?"
  tally.formats[format] = (tally.formats[format] or 0) + 1
end

local function store_end(self, path, documents)
  local stamp = self.stamps[path]
  if stamp and not self.bad[path] then
    must(self.corpus:finish_file(path, with_fingerprint(path, stamp), documents, self.id))
  end
end

-- Writes what waits, in one transaction, and counts it when it is safe.
function Load:flush()
  local queue = self.queue
  self.queue, self.queued, self.queued_bytes = {}, 0, 0
  if #queue == 0 then return end
  local tally = { added = 0, updated = 0, copies = 0, formats = {} }
  must(self.corpus.box:begin())
  for i, item in ipairs(queue) do
    if i % BREATH == 0 and self.pipeline and self.pipeline.breathe then self.pipeline.breathe() end
    if item.document then store_document(self, item.document, tally)
    -- Forms of the documents behind it. Without them these fail, each by itself.
    elseif item.told then self.corpus.box:hear(item.told)
    else store_end(self, item.path, item.documents) end
  end
  must(self.corpus.box:commit())
  for _, what in ipairs { "added", "updated", "copies" } do self[what] = self[what] + tally[what] end
  for format, count in pairs(tally.formats) do self.formats[format] = (self.formats[format] or 0) + count end
end

-- ---- what the workers answer -------------------------------------------------------------------

---Counts a failure and tells of it.
---@param failure table { document =, path =, line =, message = }
---@param path? string the file, which is read again next time
function Load:failure(failure, path)
  self.failed = self.failed + 1
  if path then self.bad[path] = true end
  local named, reason = failure.document or failure.path or "", tostring(failure.message)
  if named ~= "" and reason:sub(1, #named) == named then reason = reason:sub(#named + 1):gsub("^[:%d]*: ", "") end
  reason = reason:gsub("[“\"].-[”\"]", "…"):gsub("%d+", "N")
  self.reasons[reason] = (self.reasons[reason] or 0) + 1
  self.options.on_failure(failure)
end

-- The day a file was changed last, for a document that tells no date itself. Copying makes it worth little, so it is
-- taken only where it is asked for.
local function take_file_time(document)
  local found = not document.date and not document.record and document.path and files.status(document.path)
  if not found or found.kind ~= "file" then return end
  document.date = os.date("!%Y-%m-%d", found.modified)
  document.meta = document.meta or {}
  table.insert(document.meta, { key = "date", value = document.date, from = "file time" })
end

function Load:document(document)
  if self.options.file_dates then take_file_time(document) end
  local size = document.bytes or #(document.text or "")
  self.queue[#self.queue + 1] = { document = document }
  self.received, self.received_bytes = self.received + 1, self.received_bytes + size
  self.begun_bytes = math.min(self.begun_bytes + size, self.sizes[document.path] or 0)
  self.queued, self.queued_bytes = self.queued + 1, self.queued_bytes + size
  if self.options.on_document then self.options.on_document(document) end
  if self.queued >= M.BATCH or self.queued_bytes >= M.BATCH_BYTES then self:flush() end
end

-- The file that answers came from has no more.
function Load:finish(path, documents)
  self.queue[#self.queue + 1] = { path = path, documents = documents }
  self.done_bytes, self.begun_bytes = self.done_bytes + (self.sizes[path] or 0), 0
end

---How long it will take, by the bytes of the files.
---@param seconds number since the beginning
---@return number? seconds nil where it cannot be told yet
function Load:left(seconds)
  local done = self.done_bytes + self.begun_bytes
  if seconds < 2 or done <= 0 or self.total_bytes <= 0 then return nil end
  return math.max(0, seconds / done * (self.total_bytes - done))
end

-- ---- what is to be read ------------------------------------------------------------------------

function Load:take_sources(path)
  local stamp = stamp_of(path)
  local known = self.corpus:file(path)
  if known and known.stamp == stamp and not self.options.again then return end
  local text, message = files.read(path)
  if not text then return self:failure({ document = path, message = message }) end
  local list, failures = sources.read_tsv(text, path)
  for _, failure in ipairs(failures) do
    local line, what = failure:match(":(%d+): (.*)$")
    self:failure({ document = path, line = tonumber(line), message = what or failure })
  end
  local count, why = self.corpus:import_sources(list)
  if not count then return self:failure({ document = path, message = why }) end
  table.insert(self.source_files, { path = path, sources = count })
  if stamp and #failures == 0 then must(self.corpus:batch(function()
    return self.corpus:finish_file(path, stamp, 0, self.id)
  end)) end
end

-- The corpus itself may lie in the folder that is loaded.
function Load:own_files()
  local own = {}
  for _, ending in ipairs { "", "-wal", "-shm", "-journal" } do
    local found = files.status(self.corpus.path .. ending)
    if found then own[found.id] = true end
  end
  return own
end

-- The paths that have changed since they were read to their end.
function Load:changed(paths)
  local list, own, touched = {}, self:own_files(), {}
  self.stamps, self.sizes, self.total_bytes, self.done_bytes, self.begun_bytes = {}, {}, 0, 0, 0
  for _, path in ipairs(paths) do
    local found = path ~= "-" and files.status(path)
    if found and own[found.id] then -- luacheck: ignore
    elseif select(2, files.split(path)) == "sources.tsv" then
      self:take_sources(path)
    else
      local stamp, size = stamp_of(path)
      local known = not self.options.again and stamp and self.corpus:file(path)
      local same, other_time = nil, nil
      if known then same, other_time = is_known(path, stamp, known) end
      if same then
        self.unchanged = self.unchanged + known.documents
        if other_time then touched[#touched + 1] = { path = path, stamp = other_time, documents = known.documents,
          load = known.load } end
      else
        list[#list + 1] = path
        self.stamps[path] = stamp
        self.sizes[path] = size
        self.total_bytes = self.total_bytes + (size or 0)
      end
    end
  end
  if #touched > 0 then
    must(self.corpus:batch(function()
      for _, file in ipairs(touched) do must(self.corpus.box:put("files", file)) end
      return true
    end))
  end
  return list
end

local function path_of(answer)
  return answer.path or answer.document and answer.document.path
    or answer.failure and (answer.failure.path or answer.failure.document)
end

-- Documents of files that lay at or below the named paths and are there no more leave the corpus.
function Load:prune(named)
  local function is_named(path)
    for _, name in ipairs(named) do
      local folder = name:gsub("/+$", "")
      if path == name or path:sub(1, #folder + 1) == folder .. "/" then return true end
      if folder == "." and path:sub(1, 1) ~= "/" then return true end
    end
    return false
  end
  must(self.corpus:batch(function()
    for _, row in ipairs(self.corpus:query("SELECT DISTINCT path FROM paths ORDER BY path")) do
      if row.path:sub(1, 2) ~= "-:" and is_named(row.path) and not files.exists(row.path) then
        must(self.corpus:finish_file(row.path, "", 0, self.id))
        must(self.corpus.box:delete("files", { path = row.path }))
      end
    end
    return true
  end))
end

---Reads files into the corpus. What was committed stays, whatever happens.
---@param pipeline table
---@param paths string[] files, as files.expand gives them
---@param read_options table format, charset
---@return true?
---@return string? message the corpus could not be written, or the pipeline failed
function Load:run(pipeline, paths, read_options)
  local current, documents = nil, 0
  local function turn(path)
    if path == current then return end
    if current then self:finish(current, documents) end
    current, documents = path, 0
  end
  local function take(answer)
    if answer.told then self.queue[#self.queue + 1] = answer return end
    local path = path_of(answer)
    if path then turn(path) end
    if answer.failure then
      self:failure(answer.failure, path)
    elseif answer.document then
      documents = documents + 1
      self:document(answer.document)
    end
  end
  local before
  local good, result, message = pcall(function()
    self.id = self.id or must(self.corpus:begin_load(self.options.asked))
    before = self.corpus:count()
    local list = self:changed(paths)
    local done, why = true, nil
    if #list > 0 then
      self.pipeline = pipeline()
      done, why = self.pipeline:read(list, read_options, take)
    end
    turn(nil)
    self:flush()
    if self.options.prune then self:prune(self.options.prune) end
    self.gone = before + self.added - self.corpus:count()
    return done, why
  end)
  if not good then
    self.corpus.box:rollback()
    if type(result) == "table" and result.message then return nil, result.message end
    error(result, 0)
  end
  return result, message
end

return M
