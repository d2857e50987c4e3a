package pdfium

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"
)

// fontPath is where the sandbox has its font: in a folder that PDFium looks
// through.
const fontPath = "usr/share/fonts/font.ttf"

// A sandbox is all that PDFium sees of a file system: one font, to be read.
type sandbox struct {
	font func() (fs.File, error)
}

// Open opens the font or a folder above it.
func (s sandbox) Open(name string) (fs.File, error) {
	switch {
	case name == fontPath:
		return s.font()
	case name == ".":
		return &folder{entry: entry{name: name, folder: true}, below: fontPath, font: s.font}, nil
	}
	if below, ok := strings.CutPrefix(fontPath, name+"/"); ok {
		return &folder{entry: entry{name: path.Base(name), folder: true}, below: below, font: s.font}, nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// A folder holds one entry.
type folder struct {
	entry
	below string // the path of the font from here
	font  func() (fs.File, error)
	read  bool
}

func (f *folder) Stat() (fs.FileInfo, error) { return f.entry, nil }

func (f *folder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.name, Err: fs.ErrInvalid}
}

func (f *folder) Close() error { return nil }

// ReadDir lists the folder.
func (f *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	if f.read && n > 0 {
		return nil, io.EOF
	}
	if f.read {
		return nil, nil
	}
	f.read = true
	name, _, deeper := strings.Cut(f.below, "/")
	if deeper {
		return []fs.DirEntry{fs.FileInfoToDirEntry(entry{name: name, folder: true})}, nil
	}
	font, err := f.font()
	if err != nil {
		return nil, err
	}
	defer font.Close()
	stat, err := font.Stat()
	if err != nil {
		return nil, err
	}
	return []fs.DirEntry{fs.FileInfoToDirEntry(entry{name: name, size: stat.Size()})}, nil
}

// An entry describes a file or a folder of the sandbox.
type entry struct {
	name   string
	size   int64
	folder bool
}

func (e entry) Name() string       { return e.name }
func (e entry) Size() int64        { return e.size }
func (e entry) ModTime() time.Time { return time.Time{} }
func (e entry) IsDir() bool        { return e.folder }
func (e entry) Sys() any           { return nil }

// Mode lets everybody read.
func (e entry) Mode() fs.FileMode {
	if e.folder {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

// A memoryFile is a file that is in memory.
type memoryFile struct {
	*bytes.Reader
}

func (f memoryFile) Stat() (fs.FileInfo, error) {
	return entry{name: path.Base(fontPath), size: f.Size()}, nil
}

func (memoryFile) Close() error { return nil }

// readingFont is the font for text: the same on every machine, and with every
// character.
func readingFont() func() (fs.File, error) {
	content := standIn()
	return func() (fs.File, error) { return memoryFile{bytes.NewReader(content)}, nil }
}

// installedFonts are where Chinese fonts are on Debian, Fedora, Arch, macOS
// and Windows, those that have most characters first.
var installedFonts = []string{
	"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
	"/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc",
	"/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
	"/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
	"/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
	"/usr/share/fonts/truetype/arphic/uming.ttc",
	"/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
	"/System/Library/Fonts/Supplemental/Songti.ttc",
	`C:\Windows\Fonts\simsun.ttc`,
}

// picturesFont is the font for pictures: one of the machine's, so that they
// can be read, or else the one for text.
func picturesFont() func() (fs.File, error) {
	for _, name := range installedFonts {
		if stat, err := os.Stat(name); err == nil && stat.Mode().IsRegular() {
			return func() (fs.File, error) { return os.Open(name) }
		}
	}
	return readingFont()
}
