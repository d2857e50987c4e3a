// Prints what @gutenye/ocr-node reads in pictures: a list of JSON, one text a
// picture.
import Ocr from '@gutenye/ocr-node'

const ocr = await Ocr.create()
const texts = []
for (const path of process.argv.slice(2)) {
  const lines = await ocr.detect(path)
  texts.push(lines.map((line) => line.text).join('\n'))
}
console.log(JSON.stringify(texts))
