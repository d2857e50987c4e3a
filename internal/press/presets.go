package press

import "mubiao/internal/spoil"

// A Scanner is a way in which paper becomes a picture.
type Scanner struct {
	DPI    float64
	Damage spoil.Damage
	// JPEG2000 keeps pictures in that format, which ImageMagick's convert
	// encodes.
	JPEG2000 bool
	// Under puts the text of a page under its picture, as programs do that read
	// what they scan.
	Under bool
	// Misread is what such a program reads instead of some words.
	Misread map[string]string
}

// Scanners are the ways by name.
var Scanners = map[string]Scanner{
	"clean":  {DPI: 300, Damage: spoil.Damage{Quality: 90}},
	"office": {DPI: 200, Damage: spoil.Damage{Skew: 0.7, Blur: 0.7, Noise: 5, Shadow: 0.1, Quality: 60}},
	"fax":    {DPI: 200, Damage: spoil.Damage{Skew: -0.4, Blur: 0.5, Noise: 6, Threshold: 175}},
	"bad":    {DPI: 150, Damage: spoil.Damage{Skew: 1.8, Blur: 0.6, Noise: 6, Shadow: 0.2, Faded: 1, Specks: 0.0004, Seal: true, Colour: true, Quality: 40}},
	"feeder": {DPI: 200, Damage: spoil.Damage{Skew: -1.1, Wave: 1.5, Blur: 0.8, Noise: 6, Seal: true, Quality: 50}},
}
