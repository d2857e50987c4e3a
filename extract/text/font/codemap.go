package font

import "mubiao/extract/text/object"

// maxUse is how deep CMaps may build on one another.
const maxUse = 8

// readCodeMap reads the Encoding of a Type 0 font: the name of a predefined
// CMap, or a stream.
func readCodeMap(f *Font, v object.Value, depth int) codeMap {
	switch v.Kind() {
	case object.Name:
		if e, ok := openPredefined(v.Name()); ok {
			return e
		}
		f.problem("unknown CMap " + v.Name())
	case object.Stream:
		return readStreamMap(f, v, depth)
	default:
		f.problem("no Encoding")
	}
	identity, _ := openPredefined("Identity-H")
	return identity
}

// A streamMap is an embedded CMap, on top of the one that it uses.
type streamMap struct {
	*cmap
	base  codeMap // nil if it uses none
	space codespace
}

func readStreamMap(f *Font, v object.Value, depth int) codeMap {
	src, err := v.Data()
	if err != nil {
		f.problem("Encoding: " + err.Error())
	}
	e := streamMap{cmap: parseCMap(src)}
	if v.Key("WMode").Int() == 1 {
		e.wmode = true
	}
	e.base = readBase(f, v.Key("UseCMap"), e.use, depth)
	ranges := e.ranges
	if e.base != nil {
		ranges = append(ranges, e.base.codespace().ranges...)
	}
	if len(ranges) == 0 {
		ranges = twoBytes
	}
	e.space = newCodespace(ranges...)
	return e
}

// readBase finds what an embedded CMap builds on, which both its dictionary
// and its text say.
func readBase(f *Font, v object.Value, name string, depth int) codeMap {
	if v.Kind() == object.Stream && depth < maxUse {
		return readCodeMap(f, v, depth+1)
	}
	if v.Kind() == object.Name {
		name = v.Name()
	}
	if name == "" {
		return nil
	}
	if e, ok := openPredefined(name); ok {
		return e
	}
	f.problem("unknown CMap " + name)
	return nil
}

func (e streamMap) codespace() codespace { return e.space }

func (e streamMap) vertical() bool { return e.wmode }

func (e streamMap) cid(code uint32, n int) uint32 {
	if cid, ok := e.cmap.cid(code); ok || e.base == nil {
		return cid
	}
	return e.base.cid(code, n)
}

func (e streamMap) text(code uint32, n int) string {
	if s := e.cmap.text(code); s != "" || e.base == nil {
		return s
	}
	if _, ok := e.cmap.cid(code); ok {
		return "" // redefined here, so that the base does not tell
	}
	return e.base.text(code, n)
}

func (e streamMap) registry() string {
	if openCollection(e.cmap.registry) != nil || e.base == nil {
		return e.cmap.registry
	}
	return e.base.registry()
}
