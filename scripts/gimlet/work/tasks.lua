-- The event loop over workers: hands out tasks, takes in answers, gives them out in order.
--
-- A task is { name =, file = path sent as a descriptor, size = bytes, requests = { … sent one after the other },
-- singly = { … sent instead when a worker died over them }, rest = function(answered) that gives what to send instead
-- for what was not answered, whole = true (answers only when all are there) }, or
-- { answers = { … } } for one that needs no work.
local core = require "gimlet.core"
local host = core.host
local rope = require "gimlet.base.rope"

local M = {}

local AHEAD <const> = 64 -- tasks that may be finished before the first one is
local TICK <const> = 100 -- milliseconds between two looks at the clock
local HELD <const> = 32 << 20 -- bytes of answers beyond which nobody breathes

-- ---- progress -----------------------------------------------------------------------------------------

local Watch = {}
Watch.__index = Watch

-- Seconds are those of the processor, so that a busy machine ends nothing; a worker that waits for something
-- uses none, and so is ended after so many times the seconds by the clock on the wall.
local WAITING <const> = 6

---Watches a worker's progress.
---@param worker userdata
---@return table watch
function M.watch(worker)
  local _, progress, used = worker:state()
  return setmetatable({ worker = worker, progress = progress, used = used, since = host.clock() }, Watch)
end

---Has it worked without progress for so many seconds?
---@param seconds number
---@return boolean
function Watch:stalled(seconds)
  local _, progress, used = self.worker:state()
  local now = host.clock()
  if progress ~= self.progress then
    self.progress, self.used, self.since = progress, used, now
    return false
  end
  return used >= 0 and used - self.used > seconds or now - self.since > seconds * WAITING
end

-- ---- the loop -------------------------------------------------------------------------------------------

local Loop = {}
Loop.__index = Loop

-- About how much memory the document of an answer takes.
local function size_of(answer)
  local document = answer.document
  return document and #(document.text or document.frame or "") + 500 or 0
end

-- Gives out what is ready, in the order of the tasks. Whoever takes it may breathe, which brings more.
function Loop:deliver()
  if self.delivering then return end
  self.delivering = true
  while true do
    local task = self.tasks[self.head]
    if not task then break end
    while #task.answers > 0 and (not task.whole or task.done) do
      local answers = task.answers
      task.answers = {}
      for _, answer in ipairs(answers) do
        self.held = self.held - size_of(answer)
        self.on_answer(answer)
      end
    end
    if not task.done then break end
    self.tasks[self.head] = nil
    self.head = self.head + 1
  end
  self.delivering = false
end

function Loop:next_task()
  if self.last - self.head >= AHEAD then return nil end
  while not self.exhausted do
    local task = self.source()
    if not task then
      self.exhausted = true
      return nil
    end
    self.last = self.last + 1
    self.tasks[self.last] = task
    if task.requests then
      task.answers, task.at = {}, 0
      return task
    end
    task.done = true
    self:deliver()
  end
end

-- Sends a task's next request, or ends the task.
function Loop:advance(index)
  local task = self.busy[index]
  task.at = task.at + 1
  local request = task.requests[task.at]
  if not request then
    task.done = true
    self.busy[index] = nil
    return
  end
  local worker = self.pipeline.workers[index]
  local good, message, status = worker:send(request, task.file)
  if good then
    self.watches[index] = M.watch(worker)
  elseif status == "DIED" then -- before it had begun
    task.at = task.at - 1
    self:bury(index)
    self.again[#self.again + 1] = task
  else -- the file cannot be opened
    if message:sub(1, #task.name + 2) == task.name .. ": " then message = message:sub(#task.name + 3) end
    task.answers[#task.answers + 1] = { failure = { document = task.name, message = message } }
    self:advance(index)
  end
end

function Loop:bury(index)
  if self.busy[index] then self.busy[index].text, self.busy[index].zones = nil, nil end
  self.busy[index] = nil
  self.pipeline.workers[index]:close()
  self.pipeline.workers[index] = false
end

-- A worker has gone: its document is named, and a new worker takes its place when there is work.
function Loop:died(index, message)
  local task = self.busy[index]
  self:bury(index)
  if task.singly and #task.requests == 1 and #task.singly > 1 then
    for _, answer in ipairs(task.answers) do self.held = self.held - size_of(answer) end
    task.requests, task.answers, task.at = task.singly, {}, 0
    self.again[#self.again + 1] = task
    return
  end
  if task.rest and #task.requests == 1 then
    -- An empty list ends the task: the worker had answered for all it was given.
    task.requests, task.rest, task.at = task.rest(task.answered or 0), nil, 0
    self.again[#self.again + 1] = task
    return
  end
  local request = task.requests[task.at]
  local name = request.name or request.documents and request.documents[1].document or task.name
  task.answers[#task.answers + 1] = { failure = { document = name, message = message } }
  self.again[#self.again + 1] = task
end

-- What a worker said.
function Loop:take(index, answer)
  local task = self.busy[index]
  self.watches[index] = M.watch(self.pipeline.workers[index])
  if answer.piece then -- of the text of the document that comes next
    task.text = task.text or rope.new()
    task.text:add(answer.piece)
  elseif answer.zones then
    task.zones = task.zones or {}
    table.move(answer.zones, 1, #answer.zones, #task.zones + 1, task.zones)
  elseif answer.batch then
    local first = answer.batch[1] -- what came in pieces is of the first one
    if first and first.document and first.document.pieces then
      first.document.text, first.document.zones, first.document.pieces = task.text, task.zones or {}, nil
      task.text, task.zones = nil, nil
    end
    if answer.told then task.answers[#task.answers + 1] = { told = answer.told } end
    table.move(answer.batch, 1, #answer.batch, #task.answers + 1, task.answers)
    for _, one in ipairs(answer.batch) do self.held = self.held + size_of(one) end
    task.answered = (task.answered or 0) + #answer.batch
  elseif answer.dropped then
    self.dropped = answer.dropped
  elseif answer.broken then
    self.broken = answer.broken
  elseif answer.done then
    if answer.failure then
      answer.failure.document = answer.failure.document or task.name
      task.answers[#task.answers + 1] = { failure = answer.failure }
    end
    self:advance(index)
  end
end

function Loop:look(index)
  local worker = self.pipeline.workers[index]
  local answer, message, status = worker:receive(0)
  if answer then
    self:take(index, answer)
  elseif status == "CORRUPT" then
    self:died(index, "the worker sent nonsense")
  elseif status ~= "TIMEOUT" then
    self:died(index, self.broken or message)
    self.broken = nil
  end
end

-- Ends workers that make no progress.
function Loop:check_clock()
  for index, task in pairs(self.busy) do
    local worker = self.pipeline.workers[index]
    local number = worker:state()
    local rule = self.pipeline:rule_name(number)
    local seconds = rule and self.pipeline.seconds or self.pipeline.limits.reader + (task.size or 0) / 1000000
    if self.watches[index]:stalled(seconds) then
      if rule then
        self.dropped = { rule = rule, message = ("rule %s runs for more than %g s"):format(rule, seconds) }
        return
      end
      self:died(index, ("no progress for %d s"):format(seconds // 1))
    end
  end
end

function Loop:idle_task()
  return table.remove(self.again, 1) or self:next_task()
end

-- Gives work to those who have none. nil, message where no worker can be started.
function Loop:hand_out()
  for index = 1, self.pipeline.wanted do
    while not self.busy[index] do
      local task = self:idle_task()
      if not task then break end
      local worker, message = self.pipeline:worker(index)
      if not worker then return nil, message end
      self.busy[index] = task
      self:advance(index)
    end
  end
  return true
end

-- Takes in what is there and hands out more, without giving anything out: for those who are long busy with an answer,
-- so that no worker waits for them.
function Loop:breathe()
  while self.held < HELD do
    local ready = core.work.wait(self.pipeline.workers, 0)
    if not ready or not self.busy[ready] then break end
    self:look(ready)
  end
  if self.held < HELD and not self.dropped then self:hand_out() end -- what fails there fails again, and is told then
end

---Runs all tasks of a source. While on_answer is called it may call pipeline.breathe() now and then.
---@param pipeline table with workers, wanted, worker(index), rule_name(number), seconds
---@param source fun(): table? gives the tasks
---@param _ table options
---@param on_answer fun(answer: table)
---@return boolean? good
---@return string? message
---@return { rule: string, message: string }? dropped the rule that has to go
function M.run(pipeline, source, _, on_answer)
  local self = setmetatable({ pipeline = pipeline, source = source, on_answer = on_answer, tasks = {}, head = 1,
    last = 0, busy = {}, watches = {}, again = {}, held = 0 }, Loop)
  while true do
    local good, message = self:hand_out()
    if not good then return nil, message end
    pipeline.breathe = function() self:breathe() end
    self:deliver()
    pipeline.breathe = nil
    local idle = next(self.busy) == nil and #self.again == 0
    if idle and self.exhausted then return true end
    -- Idle with work left: what had to be given out first has been, now there is room for more.
    local ready = not idle and core.work.wait(pipeline.workers, TICK)
    if ready and self.busy[ready] then
      self:look(ready)
    elseif ready then -- gone while it had nothing to do
      self:bury(ready)
    end
    self:check_clock()
    if self.dropped then
      pipeline:stop_workers()
      return nil, self.dropped.message, self.dropped
    end
  end
end

return M
