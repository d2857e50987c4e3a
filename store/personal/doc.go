// Package personal masks in a document what is about people: their names,
// telephone numbers, mail addresses and numbers of identity cards, which forms
// print beside 项目负责人, 联系电话 and 填报人, and sometimes among their text.
//
// # What is found
//
// A header field is about people if its label says so (see IsPersonal): all of
// its value is masked. Any other text is searched for what looks like a mobile
// number, a landline number with its area code, an identity card (GB 11643) or
// a mail address, for a number that a word such as 电话 introduces, and for a
// name that a word such as 联系人 introduces. What a masked field held is then
// masked wherever else the form has it: in other values, in what was read
// before it was repaired, and in the messages of issues.
//
// # How it is masked
//
// Visibly, and so that two people of a form can still be told apart: 张** is a
// name, 138****1234 a mobile number, **** any other number. A mask does not
// tell how long a name is.
//
// BUG: a name in running text that no word introduces, and no field of the
// form holds, is not found. Nor is a number that was read with letters for
// some of its digits.
//
// BUG: paths of files are not masked; they are names that the user gave.
package personal
