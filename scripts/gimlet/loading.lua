-- Loading: files through the pipeline's workers into a corpus, in batches, only what has changed.
--
-- The parent is the only one that writes. A batch is one transaction; a file's stamp (size and time, its sidecar's as
-- well) is stored when all its records were read without a failure, so that what failed is tried again.
local files = require "gimlet.files"
local sources = require "gimlet.sources"
local M = {}

M.BATCH = 512 -- documents a transaction
M.BATCH_BYTES = 16 << 20

local Load = {}
Load.__index = Load

-- Size and time of a file and of the metadata beside it; nil where it cannot be told (standard input).
local function stamp_of(path)
  local found = path ~= "-" and files.status(path)
  if not found or found.kind ~= "file" then return nil end
  local stamp = ("%d %s"):format(found.size, tostring(found.nanoseconds))
  local beside = files.sidecar(path)
  local sidecar = beside and files.status(beside)
  return sidecar and ("%s + %d %s"):format(stamp, sidecar.size, tostring(sidecar.nanoseconds)) or stamp, found.size
end

local function fail(message, status)
  error(setmetatable({ message = message, status = status }, { __tostring = function() return message end }), 0)
end

local function must(value, message, status)
  if value == nil then fail(message, status) end
  return value, message
end

---@param corpus table an open corpus
---@param options { on_failure: fun(failure: table), on_document: fun(document: table, outcome: string)?,
--- again: boolean?, asked: string? }
---@return table load
function M.new(corpus, options)
  return setmetatable({ corpus = corpus, options = options, in_batch = 0, batch_bytes = 0, added = 0, updated = 0,
    copies = 0, unchanged = 0, gone = 0, failed = 0, bytes = 0, formats = {}, reasons = {}, source_files = {} }, Load)
end

-- ---- batches -----------------------------------------------------------------------------------

function Load:open_batch()
  if not self.corpus.box:in_batch() then must(self.corpus.box:begin()) end
end

function Load:close_batch()
  if self.corpus.box:in_batch() then must(self.corpus.box:commit()) end
  self.in_batch, self.batch_bytes = 0, 0
end

-- ---- what the workers answer -------------------------------------------------------------------

function Load:failure(failure)
  self.failed = self.failed + 1
  local path, reason = failure.path or failure.document or "", tostring(failure.message)
  if path ~= "" and reason:sub(1, #path) == path then reason = reason:sub(#path + 1):gsub("^[:%d]*: ", "") end
  reason = reason:gsub("[“\"].-[”\"]", "…"):gsub("%d+", "N")
  self.reasons[reason] = (self.reasons[reason] or 0) + 1
  self.options.on_failure(failure)
end

function Load:document(document)
  self:open_batch()
  -- What a worker sent may be anything; a malformed document raises before a row is written.
  local sound, outcome, number = pcall(self.corpus.add, self.corpus, document, self.id)
  if not sound then
    local message = type(outcome) == "table" and outcome.message or tostring(outcome):gsub("^[^ ]+:%d+: ", "")
    self:failure { document = document.document, path = document.path, message = message }
    return false
  end
  if not outcome then fail(number) end
  local size = #(document.text or "")
  local counted = outcome == "copy" and "copies" or outcome == "known" and "updated" or outcome
  self[counted] = self[counted] + 1
  self.bytes = self.bytes + size
  self.formats[document.format or "?"] = (self.formats[document.format or "?"] or 0) + 1
  self.in_batch, self.batch_bytes = self.in_batch + 1, self.batch_bytes + size
  if self.options.on_document then self.options.on_document(document, outcome) end
end

-- The file that answers came from has no more.
function Load:finish(path, documents, failures)
  local stamp = self.stamps[path]
  if stamp and failures == 0 then
    self:open_batch()
    must(self.corpus:finish_file(path, stamp, documents, self.id))
  end
  if self.in_batch >= M.BATCH or self.batch_bytes >= M.BATCH_BYTES then self:close_batch() end
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
  local list, own = {}, self:own_files()
  self.stamps, self.total_bytes = {}, 0
  for _, path in ipairs(paths) do
    local found = path ~= "-" and files.status(path)
    if found and own[found.id] then -- luacheck: ignore
    elseif select(2, files.split(path)) == "sources.tsv" then
      self:take_sources(path)
    else
      local stamp, size = stamp_of(path)
      local known = not self.options.again and stamp and self.corpus:file(path)
      if known and known.stamp == stamp then
        self.unchanged = self.unchanged + known.documents
      else
        list[#list + 1] = path
        self.stamps[path] = stamp
        self.total_bytes = self.total_bytes + (size or 0)
      end
    end
  end
  return list
end

local function path_of(answer)
  return answer.path or answer.document and answer.document.path
    or answer.failure and (answer.failure.path or answer.failure.document)
end

---Reads files into the corpus. What was committed stays, whatever happens.
---@param pipeline table
---@param paths string[] files, as files.expand gives them
---@param read_options table format, charset
---@return true?
---@return string? message the corpus could not be written, or the pipeline failed
function Load:run(pipeline, paths, read_options)
  local current, documents, failures = nil, 0, 0
  local function turn(path)
    if path == current then return end
    if current then self:finish(current, documents, failures) end
    current, documents, failures = path, 0, 0
  end
  local function take(answer)
    local path = path_of(answer)
    if path then turn(path) end
    if answer.failure then
      failures = failures + 1
      self:failure(answer.failure)
    elseif answer.document then
      documents = documents + 1
      if self:document(answer.document) == false then failures = failures + 1 end
      -- A file of many records may be more than one batch.
      if self.in_batch >= 4 * M.BATCH or self.batch_bytes >= 2 * M.BATCH_BYTES then self:close_batch() end
    end
  end
  local before
  local good, result, message = pcall(function()
    self.id = self.id or must(self.corpus:begin_load(self.options.asked))
    before = self.corpus:count()
    local list = self:changed(paths)
    local done, why = true, nil
    if #list > 0 then done, why = pipeline():read(list, read_options, take) end
    turn(nil)
    self:close_batch()
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
