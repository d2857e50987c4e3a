package pdfcpuobj

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"sync"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/filter"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"mubiao/extract"
	"mubiao/extract/text/object"
	"mubiao/extract/text/recent"
)

// ErrPassword is returned by Open for an encrypted file that none of the
// passwords opens.
var ErrPassword = errors.New("password needed")

// ErrHandler is returned by Open for a file that is encrypted other than by
// password, such as for the holders of certificates.
var ErrHandler = errors.New("encryption other than by password")

const (
	// maxFile bounds the files that are opened, in bytes: pdfcpu keeps all of
	// their streams in memory.
	maxFile = 512 << 20
	// maxDepth bounds the levels of the page tree, which is balanced in all that
	// writers make.
	maxDepth = 100
)

// A File is a PDF opened by pdfcpu. It is not safe for concurrent use.
type File struct {
	object.Meter

	ctx     *model.Context
	source  io.ReaderAt
	size    int64
	trailer types.Dict
	pages   []page
	streams recent.Cache[uint64, decoded]
}

var _ object.Objects = (*File)(nil)

// disableConfigDir keeps pdfcpu from making a folder of its own in the user's
// home.
var disableConfigDir = sync.OnceFunc(api.DisableConfigDir)

// Open opens the PDF of size bytes in r, which must stay readable until the
// File is closed. An encrypted one is tried with no password and then with
// each of passwords, as the user's and as the owner's. A file without pages
// opens; Pages tells. A file beyond the limits is an *extract.LimitError.
func Open(ctx context.Context, r io.ReaderAt, size int64, passwords []string, limits object.Limits) (*File, error) {
	if size > maxFile {
		return nil, &extract.LimitError{Reason: fmt.Sprintf("a file of %d bytes, of which pdfcpu would keep all in memory", size)}
	}
	meter := object.NewMeter(limits)
	disableConfigDir()
	for _, password := range append([]string{""}, passwords...) {
		c, err := read(ctx, io.NewSectionReader(r, 0, size), password, &meter)
		switch {
		case err == nil:
			return newFile(c, r, size, meter), nil
		case errors.Is(err, pdfcpu.ErrUnsupportedEncryptionFeature):
			return nil, ErrHandler
		case !errors.Is(err, pdfcpu.ErrWrongPassword) && !unspellable(err):
			return nil, err
		}
	}
	return nil, ErrPassword
}

// unspellable reports whether pdfcpu refused a password for its characters. To
// those of AES-256 (ISO 32000-2, 7.6.4.3.2: SASLprep) it applies a profile for
// names of users, which allows no blank.
func unspellable(err error) bool { return strings.Contains(err.Error(), "precis: ") }

// read has pdfcpu read the file. Some damage makes it follow a nil pointer.
func read(ctx context.Context, rs io.ReadSeeker, password string, meter *object.Meter) (c *model.Context, err error) {
	defer func() { err = beyond(err, meter) }()
	defer recoverTo(&err)
	conf := model.NewDefaultConfiguration()
	conf.ValidationMode = model.ValidationRelaxed
	conf.Optimize = false
	conf.Offline = true
	conf.UserPW, conf.OwnerPW = password, password
	conf.Limits = model.ResourceLimits{
		MaxStreamBytes:       maxFile,
		MaxDecodeBytes:       int64(meter.Stream()),
		MaxObjectCount:       maxObjects,
		MaxObjectStreamCount: maxObjects,
		MaxObjectStreamFirst: int64(meter.Stream()),
		MaxXRefEntries:       maxObjects,
		MaxRecursionDepth:    meter.Nesting(),
	}
	return pdfcpu.ReadWithContext(ctx, rs, conf)
}

// beyond makes the errors of pdfcpu about limits those of the meter.
func beyond(err error, meter *object.Meter) error {
	switch {
	case errors.Is(err, filter.ErrDecodeLimitExceeded):
		return meter.TooLarge()
	case errors.Is(err, model.ErrMaxRecursionDepthExceeded):
		return meter.TooDeep()
	}
	return err
}

// maxObjects bounds the objects of a file; 400 pages take some 20,000.
const maxObjects = 2_000_000

// recoverTo makes a panic an error.
func recoverTo(err *error) {
	if x := recover(); x != nil {
		*err = fmt.Errorf("pdfcpu: %v", x)
	}
}

func newFile(c *model.Context, r io.ReaderAt, size int64, meter object.Meter) *File {
	f := &File{Meter: meter, ctx: c, source: r, size: size, trailer: types.Dict{}}
	f.streams.Budget = cacheBudget
	for key, ref := range map[string]*types.IndirectRef{"Root": c.Root, "Info": c.Info, "Encrypt": c.Encrypt} {
		if ref != nil {
			f.trailer[key] = *ref
		}
	}
	if c.ID != nil {
		f.trailer["ID"] = c.ID
	}
	f.pages = f.findPages()
	return f
}

// Encrypted reports whether the file is encrypted.
func (f *File) Encrypted() bool { return f.ctx.Encrypt != nil }

// Trailer implements object.Objects. It holds Root, Info, Encrypt and ID.
func (f *File) Trailer() object.Value { return value{f: f, obj: f.trailer} }

// Pages implements object.Objects.
func (f *File) Pages() int { return len(f.pages) }

// Page implements object.Objects.
func (f *File) Page(n int) object.Value {
	if n < 1 || n > len(f.pages) {
		return value{f: f}
	}
	p := f.pages[n-1]
	return value{f: f, obj: p.dict, id: p.id}
}

// Close implements object.Objects; the reader that Open was given stays open.
func (f *File) Close() error {
	*f = File{ctx: &model.Context{XRefTable: &model.XRefTable{}}}
	return nil
}

// maxReferences bounds a chain of references to references.
const maxReferences = 16

// resolve follows references to the object that they mean; its value is Null
// where there is none.
func (f *File) resolve(obj types.Object) (v value) {
	defer func() {
		if recover() != nil { // from an object stream that cannot be decoded
			v = value{f: f}
		}
	}()
	v = value{f: f, obj: obj}
	for range maxReferences {
		ref, ok := v.obj.(types.IndirectRef)
		if !ok {
			return v
		}
		v.obj, v.id = f.load(ref), uint64(ref.ObjectNumber)
	}
	return value{f: f}
}

// load returns what a reference means, which may be another.
func (f *File) load(ref types.IndirectRef) types.Object {
	num := ref.ObjectNumber
	if num <= 0 || num > math.MaxInt32 {
		return nil
	}
	obj, err := f.ctx.Dereference(ref)
	if beyond(err, &f.Meter) != nil {
		return nil
	}
	return obj
}
