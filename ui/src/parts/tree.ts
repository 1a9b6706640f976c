/** What a Tree shows. Does not know what a node means. */
import type { IconName } from './icons'

export interface TreeNode {
  id: string
  label: string
  count?: string
  icon?: IconName
  /** Its count wants attention. */
  call?: boolean
  /** A person's colour, 1 to 6. */
  colour?: number
  /** `kind:id`, when rows may be dropped on it. */
  drop?: string
  children?: TreeNode[]
  /** Only opens and closes. */
  group?: boolean
}

export interface TreeSection {
  id: string
  title?: string
  /** What the button beside the title does, in words. */
  action?: string
  nodes: TreeNode[]
}

export interface TreeLine {
  node: TreeNode
  depth: number
  parent: string | null
  open: boolean | null
  section: TreeSection | null
}

/** The lines that are to be seen, given which nodes are open. */
export function lines(sections: TreeSection[], open: ReadonlySet<string>): TreeLine[] {
  const found: TreeLine[] = []
  const walk = (nodes: TreeNode[], depth: number, parent: string | null, section: TreeSection | null): void => {
    nodes.forEach((node, i) => {
      const isOpen = node.children?.length ? open.has(node.id) : null
      found.push({ node, depth, parent, open: isOpen, section: i === 0 ? section : null })
      if (isOpen) walk(node.children!, depth + 1, node.id, null)
    })
  }
  for (const section of sections) walk(section.nodes, 0, null, section.title === undefined ? null : section)
  return found
}

/** The nodes that must be open for `id` to be seen. */
export function pathTo(sections: TreeSection[], id: string): string[] {
  const walk = (nodes: TreeNode[], above: string[]): string[] | null => {
    for (const node of nodes) {
      if (node.id === id) return above
      const found = node.children && walk(node.children, [...above, node.id])
      if (found) return found
    }
    return null
  }
  for (const section of sections) {
    const found = walk(section.nodes, [])
    if (found) return found
  }
  return []
}
