import { describe, expect, it } from 'vitest'
import { hashLeaf, pathTo, rootFrom, rootOf } from './merkle.ts'

// The leaves and roots of the test vectors of Certificate Transparency's implementations.
const leaves = ['', '\0', '\x10', ' !', '01', '@ABC', 'PQRSTUVW', '`abcdefghijklmno'].map(hashLeaf)
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

describe('a Merkle tree', () => {
  it('has the roots that other implementations compute', () => {
    expect(roots.map((_, place) => rootOf(leaves.slice(0, place + 1)).toString('hex'))).toEqual(roots)
  })

  it('proves each leaf of any tree at its own place, and no other leaf or place', () => {
    const many = Array.from({ length: 33 }, (_, place) => hashLeaf(String(place)))
    for (let count = 1; count <= many.length; count += 1) {
      const tree = many.slice(0, count)
      const root = rootOf(tree)
      for (const [place, leaf] of tree.entries()) {
        const path = pathTo(place, tree)
        expect(rootFrom(leaf, place, count, path)).toEqual(root)
        expect(rootFrom(hashLeaf('other'), place, count, path)).not.toEqual(root)
        expect(rootFrom(leaf, place, count, [...path, root])).not.toEqual(root)
        if (count > 1) {
          expect(rootFrom(leaf, (place + 1) % count, count, path)).not.toEqual(root)
          expect(rootFrom(leaf, place, count, path.slice(1))).not.toEqual(root)
        }
      }
    }
  })
})
