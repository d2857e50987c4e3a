// Package normalize turns the grids and lines of a document into Records and
// Issues.
//
// Glossary: Form 表 · Record (one form as data) · Indicator 指标 · Target
// 指标值 · Level 1/2/3 一/二/三级指标 · Funds 资金 · Goal 目标 · Evidence (where a
// value stands) · Issue (a doubt about a value).
package normalize
