-- Temporal expressions: what is found and what it comes to.
require "gimlet"
local calendar = require "gimlet.timex.calendar"
local json = require "gimlet.base.json"
local timex = require "gimlet.timex"

local DATA = os.getenv "GIMLET_TEST_DATA" or "../shared/corpus"
local WRITTEN = "2022-12-16" -- a Friday

local function shown(text, written)
  local list = {}
  for i, find in ipairs(timex.find(text, calendar.parse(written or WRITTEN))) do
    local value = find.values[1]
    list[i] = ("%s = %s %s"):format(find.text, find.timex,
      value.value or ("%s..%s"):format(value.start or "", value["end"] or ""))
  end
  return list
end

-- text, each find with its TIMEX value and its first reading
local NEWS = {
  { "The law took effect in December 2014.", "December 2014 = 2014-12 2014-12-01..2015-01-01" },
  { "It was revised this past June to broaden its scope.", "this past June = 2022-06 2022-06-01..2022-07-01" },
  { "The cabinet approved it on December 16.", "December 16 = XXXX-12-16 2022-12-16" },
  { "Ministers met last week.", "last week = 2022-W49 2022-12-05..2022-12-12" },
  { "It was agreed in the middle of last month.", "middle of last month = 2022-11 2022-11-10..2022-11-21" },
  { "Spending doubled between 2017 and 2021.",
    "between 2017 and 2021 = (2017-01-01,2021-01-01,P4Y) 2017-01-01..2021-01-01" },
  { "In the 1980s nobody spoke of it.", "the 1980s = (1980-01-01,1990-01-01,P10Y) 1980-01-01..1990-01-01" },
  { "In the third quarter of 2021 sales fell.",
    "the third quarter of 2021 = (2021-07-01,2021-10-01,P3M) 2021-07-01..2021-10-01" },
  { "The budget for fiscal year 2023 rose.", "fiscal year 2023 = FY2023 not resolved" },
  { "Two years ago a petty officer was arrested.", "Two years ago = 2020-12-16 2020-12-16" },
  { "The treaty has held since 1960.", "since 1960 = 1960 1960-01-01.." },
  { "The panel meets every Tuesday.", "every Tuesday = XXXX-WXX-2 not resolved" },
  { "A vetting takes three months.", "three months = P3M 7776000" },
  { "The 21st century will be Asian.", "The 21st century = (2000-01-01,2100-01-01,P100Y) 2000-01-01..2100-01-01" },
  { "On Sept. 8, 2007, they signed.", "Sept. 8, 2007 = 2007-09-08 2007-09-08" },
  { "It came into force on 1 April 2014.", "1 April 2014 = 2014-04-01 2014-04-01" },
  { "Late last year it was hacked.", "Late last year = 2021 2021-07-01..2022-01-01" },
}

local QUIET = { "The Five Eyes met.", "They may join.", "He paid $2014 for it.", "The march of progress goes on.",
  "One may doubt it.", "Two to four people were told.", "It bought 2000 missiles.", "The second round was worse." }

describe("timex", function()
  for _, case in ipairs(NEWS) do
    it(case[1], function() assert.same({ table.unpack(case, 2) }, shown(case[1])) end)
  end
  for _, text in ipairs(QUIET) do
    it("finds nothing in: " .. text, function() assert.same({}, shown(text)) end)
  end
  it("has nothing to say of a text without words of time", function() assert.same({}, timex.find("", 0)) end)
  it("never loops on bytes that are no text", function()
    local seed = 7
    for length = 1, 200 do
      local bytes = {}
      for i = 1, length do
        seed = (seed * 1103515245 + 12345) % 2147483648
        bytes[i] = string.char((seed >> 8) % 256)
      end
      timex.find(table.concat(bytes) .. " on 3 May", 0)
    end
  end)
end)

describe("calendar", function()
  it("counts days there and back", function()
    for day = -1000000, 1000000, 997 do
      local y, m, d = calendar.civil(day)
      assert.equal(day, calendar.day(y, m, d))
    end
  end)
  it("knows weeks by ISO 8601", function()
    assert.same({ 2015, 53 }, { calendar.iso_week(calendar.day(2016, 1, 1)) })
    assert.same({ 2019, 1 }, { calendar.iso_week(calendar.day(2018, 12, 31)) })
  end)
  it("knows Easter", function()
    for _, date in ipairs { "2016-03-27", "2018-04-01", "2024-03-31", "2038-04-25" } do
      assert.equal(date, calendar.format(calendar.easter(tonumber(date:sub(1, 4)))))
    end
  end)
  it("refuses days that are none", function()
    assert.is_nil(calendar.day(2019, 2, 29))
    assert.is_nil(calendar.day(2019, 13, 1))
  end)
end)

-- ---- a public collection of cases -------------------------------------------------------------------

-- Which kind of expression a file is about, and the floor of its share of cases right in span and value.
local FILES = {
  { "DateExtractor", 0.90, "date" }, { "DateParser", 0.97, "date" },
  { "DatePeriodExtractor", 0.97, "daterange" }, { "DatePeriodParser", 0.94, "daterange" },
  { "TimeExtractor", 0.94, "time" }, { "TimeParser", 0.95, "time" },
  { "TimePeriodExtractor", 0.97, "timerange" }, { "TimePeriodParser", 0.97, "timerange" },
  { "DateTimeExtractor", 0.97, "datetime" }, { "DateTimeParser", 0.98, "datetime" },
  { "DateTimePeriodExtractor", 0.91, "datetimerange" }, { "DateTimePeriodParser", 0.95, "datetimerange" },
  { "DurationExtractor", 0.95, "duration" }, { "DurationParser", 0.98, "duration" },
  { "SetExtractor", 0.98, "set" }, { "SetParser", 0.98, "set" },
  { "HolidayExtractor", 0.90, "date" }, { "HolidayParser", 0.76, "date" },
  { "MergedExtractor", 0.77 }, { "MergedParser", 0.81 }, { "DateTimeModel", 0.83 },
  { "DateTimeModelComplexCalendar", 0.69 }, { "DateTimeModelExperimentalMode", 0.79 },
}

local PARTS <const> = { "date", "startDate", "endDate", "time", "startTime", "endTime", "dateTime", "startDateTime",
  "endDateTime", "duration", "set" }

local function value_text(value)
  return table.concat({ value.timex or "", value.type or "", value.Mod or value.mod or "", value.value or "",
    value.start or "", value["end"] or "" }, "/")
end

local function expected(result, file)
  local text = result.Text:lower()
  if file:find "Extractor" then return text end
  local value = result.Value or result.Resolution
  if file:find "^Merged" or file:find "Model" then
    local list = {}
    for i, each in ipairs(value and value.values or {}) do list[i] = value_text(each) end
    return text .. "|" .. table.concat(list, ";")
  end
  local function side(resolution)
    local list = {}
    for _, part in ipairs(PARTS) do list[#list + 1] = resolution and resolution[part] end
    return table.concat(list, ",")
  end
  return ("%s|%s|%s|%s"):format(text, value.Timex or "", side(value.FutureResolution), side(value.PastResolution))
end

local function side_of(find, side)
  local value = find.values[1]
  if find.type == "time" or find.type == "duration" then return value.value end
  if find.type == "timerange" then return value.start .. "," .. value["end"] end
  if find.type == "set" then return "Set: " .. find.timex end
  local days = find[side]
  -- The collection writes a day that does not exist as the first of all days.
  if days == nil then return find.type == "date" and "0001-01-01" or "" end
  local format = find.type:find "^datetime" and calendar.format_moment or calendar.format
  if type(days) == "number" then return format(days) end
  return format(days[1]) .. "," .. format(days[2])
end

local function found(find, file, kind)
  local text = find.text:lower()
  if file:find "Extractor" then return text end
  if not kind then
    local list = {}
    for i, each in ipairs(find.values) do list[i] = value_text(each) end
    return text .. "|" .. table.concat(list, ";")
  end
  return ("%s|%s|%s|%s"):format(text, find.timex, side_of(find, "future"), side_of(find, "past"))
end

local function case_is_right(case, file, kind)
  local written = case.Context and case.Context.ReferenceDateTime or "2016-11-07T00:00:00"
  local finds = timex.find(case.Input, calendar.parse(written), { kinds = kind and { [kind] = true },
    plain = kind ~= nil })
  if #finds ~= #case.Results then return false end
  for i, result in ipairs(case.Results) do
    if expected(result, file) ~= found(finds[i], file, kind) then return false end
  end
  return true
end

local function cases_of(file)
  local handle = io.open(("%s/recognizers_datetime/English/%s.json"):format(DATA, file))
  if not handle then return nil end
  local text = handle:read "a":gsub("^\u{FEFF}", "")
  handle:close()
  return assert(json.decode(text))
end

describe("timex on recognizers_datetime (English)", function()
  if not cases_of "DateParser" then
    print("skipped: timex on recognizers_datetime: no $GIMLET_TEST_DATA/recognizers_datetime")
    return
  end
  local all, right, general, general_right = 0, 0, 0, 0
  for _, row in ipairs(FILES) do
    local file, floor, kind = table.unpack(row)
    it(file, function()
      local cases, good = cases_of(file), 0
      for _, case in ipairs(cases) do
        local is_right = case_is_right(case, file, kind)
        if is_right then good = good + 1 end
        if not case.NotSupported then
          general = general + 1
          if is_right then general_right = general_right + 1 end
        end
      end
      all, right = all + #cases, right + good
      print(("figure: timex_%s %.3f (floor %.2f; %d of %d)"):format(file, good / #cases, floor, good, #cases))
      assert.is_true(good / #cases >= floor)
    end)
  end
  it("all", function()
    print(("figure: timex_all %.3f (floor 0.85; %d of %d)"):format(right / all, right, all))
    print(("figure: timex_of_general_cases %.3f (floor 0.92; %d of %d that the collection marks for no exception)")
      :format(general_right / general, general_right, general))
    assert.is_true(right / all >= 0.85)
    assert.is_true(general_right / general >= 0.92)
  end)
end)
