-- Manual pages in mdoc (mandoc.bsd.lv, groff), from what --help says: one for gimlet, one for each command.
local args = require "gimlet.cli.args"
local gimlet = require "gimlet"

local M = {}

local RELEASED <const> = "November 22, 2026"
local WIDTH <const> = 72

-- ---- text -----------------------------------------------------------------------------------------------

-- Characters that roff would read, and those beyond ASCII by their code points.
local function escape(text)
  text = text:gsub("\\", "\\e"):gsub("[\"']", { ['"'] = "\\(dq", ["'"] = "\\(aq" }):gsub("%-", "\\-")
  return (text:gsub("[\xC2-\xF4][\x80-\xBF]+", function(char)
    return ("\\[u%04X]"):format(utf8.codepoint(char))
  end))
end

-- Lines of text: none begins as a request does, none is long.
local function lines_of(text)
  local lines, line = {}, ""
  for word in text:gmatch "%S+" do
    word = escape(word)
    if line ~= "" and #line + #word >= WIDTH then
      lines[#lines + 1] = line
      line = ""
    end
    line = line == "" and word or line .. " " .. word
    -- A sentence ends its line, as mdoc wants it.
    if word:find "[.!?]$" and not word:find "%.%.%.?$" then
      lines[#lines + 1] = line
      line = ""
    end
  end
  if line ~= "" then lines[#lines + 1] = line end
  for i, text_line in ipairs(lines) do
    if text_line:find "^[.']" then lines[i] = "\\&" .. text_line end
  end
  return lines
end

local Page = {}
Page.__index = Page

function Page:add(...) for _, line in ipairs { ... } do self.out[#self.out + 1] = line end end
function Page:text(text) self:add(table.unpack(lines_of(text))) end

local function new_page(title, name, about)
  local page = setmetatable({ out = {} }, Page)
  page:add(".Dd " .. RELEASED, ".Dt " .. title .. " 1", ".Os", ".Sh NAME", ".Nm " .. name)
  page:add(".Nd " .. escape(about:gsub("%.$", "")))
  return page
end

local function finish(page) return table.concat(page.out, "\n") .. "\n" end

-- A word as an argument of a macro: one that is a macro's name, or punctuation, is told to be text.
local function argument(word)
  word = escape(word)
  if word:find "^%u%l$" or word:find "^%p$" then return "\\&" .. word end
  return word
end

-- ---- a command ------------------------------------------------------------------------------------------

-- “run PACK… [--where CONDITION]”: brackets, options and names as mdoc has them.
local function add_usage(page, usage)
  page:add ".Nm gimlet"
  for token in usage:gsub("([%[%]|()])", " %1 "):gmatch "%S+" do
    if token == "[" then page:add ".Oo"
    elseif token == "]" then page:add ".Oc"
    elseif token == "|" or token == "(" or token == ")" then page:add(".No \\&" .. token)
    elseif token:find "^%-%-" then page:add(".Fl \\-" .. escape(token:sub(3)))
    elseif token:find "^%-." then page:add(".Fl " .. escape(token:sub(2)))
    elseif token:find "^%u" then page:add(".Ar " .. argument(token))
    else page:add(".Cm " .. argument(token)) end
  end
end

local function add_options(page, command)
  page:add(".Bl -tag -width Ds")
  for _, option in ipairs(args.options(command.options)) do
    local head = ".It " .. (option.short and "Fl " .. option.short .. " , " or "") .. "Fl \\-" .. escape(option[1])
    page:add(head .. (option.value and " Ar " .. argument(option.value) or ""))
    page:text((option.help or ""):gsub("^%l", string.upper))
  end
  page:add ".El"
end

local function add_examples(page, examples)
  if not examples or #examples == 0 then return end
  page:add ".Sh EXAMPLES"
  for i, example in ipairs(examples) do
    local line, about = example, nil
    if type(example) == "table" then line, about = example[1], example[2] end
    if i > 1 then page:add ".Pp" end
    if about then page:text(about:gsub("^%l", string.upper) .. ":") end
    page:add(".Dl " .. escape(line))
  end
end

local function add_exit_status(page)
  page:add(".Sh EXIT STATUS", ".Bl -tag -width Ds", ".It 0")
  page:text "Done."
  page:add ".It 1"
  page:text("Done with failures, or not done; what failed is named on standard error as "
    .. "“gimlet: FILE:LINE:COLUMN: message”.")
  page:add ".It 2"
  page:text "It was called wrongly; nothing was done."
  page:add ".El"
end

---The manual page of a command.
---@param name string
---@param command table as for args.help
---@return string mdoc
function M.command(name, command)
  local page = new_page("GIMLET\\-" .. escape(name):upper(), "gimlet\\-" .. escape(name), command.summary or name)
  page:add ".Sh SYNOPSIS"
  add_usage(page, command.usage or name)
  page:add ".Sh DESCRIPTION"
  page:text(command.about or (command.summary:gsub("^%l", string.upper) .. "."))
  page:add ".Pp"
  page:text "The options are as follows:"
  add_options(page, command)
  add_exit_status(page)
  add_examples(page, command.examples)
  page:add(".Sh SEE ALSO", ".Xr gimlet 1")
  return finish(page)
end

-- ---- gimlet ---------------------------------------------------------------------------------------------

local ENVIRONMENT <const> = {
  { "GIMLET_CORPUS", "The corpus that is used where -c does not name one." },
  { "GIMLET_PATH", "Folders with packs, with colons between." },
  { "GIMLET_CACHE", "Where compiled lists of names are kept; off keeps none." },
  { "GIMLET_RULE_SECONDS", "Seconds of processor time a rule may take without progress." },
  { "GIMLET_TRACE", "If set, messages about faults of the program show where they were raised." },
  { "NO_COLOR", "If set, nothing is coloured." },
  { "PAGER", "Shows what is longer than the screen." },
}

local FILES <const> = {
  { "corpus.db", "The corpus: one file." },
  { "./rules", "Packs of the current folder; they win over those within the program." },
  { "$XDG_DATA_HOME/gimlet/rules", "Packs of the user." },
  { "$XDG_STATE_HOME/gimlet/history", "What was typed in the REPL." },
}

local function add_list(page, title, macro, list)
  page:add(".Sh " .. title, ".Bl -tag -width Ds")
  for _, entry in ipairs(list) do
    page:add((".It %s %s"):format(macro, escape(entry[1])))
    page:text(entry[2])
  end
  page:add ".El"
end

---The manual page of gimlet itself.
---@param names string[] of commands, in order
---@param command_of fun(name: string): table
---@return string mdoc
function M.overview(names, command_of)
  local page = new_page("GIMLET", "gimlet", "says what is in a pile of documents, with the evidence")
  page:add(".Sh SYNOPSIS", ".Nm", ".Ar COMMAND", ".Op Ar OPTIONS", ".Op Ar ARGUMENTS", ".Nm", ".Fl \\-help", ".Nm",
    ".Fl \\-version", ".Sh DESCRIPTION", ".Nm")
  page:text("reads documents into a corpus, looks in them for what rules describe, and answers with a score that opens "
    .. "down to every quoted sentence. Rules are files in plain phrases; what is called a pack is a folder of them.")
  page:add ".Pp"
  page:text "The commands are as follows; each has a page of its own, and options and examples with --help:"
  page:add ".Bl -tag -width dispersionx"
  for _, name in ipairs(names) do
    page:add(".It Cm " .. argument(name))
    page:text((command_of(name).summary:gsub("^%l", string.upper)) .. ".")
  end
  page:add ".El"
  page:add ".Pp"
  page:text("With --json commands print JSON Lines: one object a line, with a type, stable names, and \"schema\":1 at "
    .. "its end. Names stay; new ones may be added. Offsets are bytes from 0 in the text as extracted.")
  add_list(page, "ENVIRONMENT", "Ev", ENVIRONMENT)
  add_list(page, "FILES", "Pa", FILES)
  add_exit_status(page)
  page:add(".Sh EXAMPLES", ".Dl gimlet load articles", ".Dl gimlet run five_eyes",
    ".Dl gimlet explain security_clearance")
  page:add ".Sh SEE ALSO"
  for i, name in ipairs(names) do
    page:add((".Xr gimlet\\-%s 1%s"):format(escape(name), i < #names and " ," or ""))
  end
  return finish(page)
end

M.version = gimlet._VERSION

return M
