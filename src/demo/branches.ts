/** The branches of the demo town that keep records, where each lies, and who writes them. */
export const branches = [
  { at: '柳树村', branch: '柳树村支部', username: 'liu', name: '柳大山' },
  { at: '石桥村', branch: '石桥村支部', username: 'shi', name: '石长河' },
  { at: '东沟村', branch: '东沟村支部', username: 'dong', name: '董金山' },
  { at: '南坪村', branch: '南坪村支部', username: 'nie', name: '聂长贵' },
  { at: '白杨村', branch: '白杨村支部', username: 'bai', name: '白玉林' },
  { at: '松林村', branch: '松林村支部', username: 'song', name: '宋春生' },
  { at: '两新联合支部', branch: '两新联合支部', username: 'ke', name: '柯云' },
  { at: '清河粮油支部', branch: '清河粮油支部', username: 'pu', name: '蒲建业' },
  { at: '机关支部', branch: '机关支部', username: 'qin', name: '秦文' },
] as const;
