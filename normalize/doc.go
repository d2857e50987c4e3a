// Package normalize turns the grids and lines of a document into Records and
// Issues.
//
// Glossary: Form 表 · Record (one form as data) · Indicator 指标 · Target
// 指标值 · Level 1/2/3 一/二/三级指标 · Funds 资金 · Goal 目标 · Evidence (where a
// value stands) · Issue (a doubt about a value).
//
// BUG: of dumps in reading order only forms whose indicators have levels, a
// name and one target are read; others are reported. Of dumps that keep columns
// apart neither lists of projects, tasks of departments nor tables that go on
// on another page are read, and goals side by side may be parted in a wrong
// place.
//
// BUG: of a table whose rows alone have rules, a rest of fewer than four rows
// on the next page or in the right half of one is doubted, not read.
package normalize
