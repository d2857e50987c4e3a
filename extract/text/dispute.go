package text

import "mubiao/extract/text/font"

// A Dispute is a character of which its font says that it is another.
type Dispute struct {
	Text  string // as the page has it
	Other string // as the font has it; see font.Font.Otherwise
}

// Disputes lists the characters of the last page that are in dispute, if
// Disputing was set when it was read.
func (d *Document) Disputes() []Dispute { return d.interp.disputes }

// Unseen is the number of characters of the last page that are switched off as
// optional content.
func (d *Document) Unseen() int { return d.interp.unseen }

// dispute notes what its font says of the last character, if it says
// otherwise.
func (in *interpreter) dispute(c *font.Char, other string) {
	if other != "" && c.Known {
		in.disputes = append(in.disputes, Dispute{c.Text, other})
	}
}
