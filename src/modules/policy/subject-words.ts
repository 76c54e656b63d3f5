/** 主题词 lose their blanks in plain text; a small word list finds them again, or the line stays whole. */

import { tidy } from './characters.ts';

const WORDS =
  '党建 基层党组织 基层组织 组织建设 党组织 党组织建设 农村党建 农村 农业 党员 党员教育 党员管理 发展党员 干部 干部管理 干部考核 村干部 领导班子 支部 党支部 书记 党风廉政 党风 廉政 廉政建设 纪检 作风 作风建设 监督 考核 评议 述职 选举 换届 村民自治 村务公开 党务公开 政务公开 公开 民主 民主管理 信访 维稳 稳定 综治 调解 社会管理 应急 经费 财务 资金 资产 阵地 场所 活动场所 远程教育 信息化 教育 培训 学习 宣传 表彰 人才 人事 任免 任职 共建 结对帮扶 帮扶 扶贫 民生 便民服务 服务 会议 活动 工作 制度 制度建设 机构 管理 实施 实施意见 意见 方案 实施方案 办法 规定 细则 通知 通报 决定 报告 请示 批复 函 纪要 计划 要点 总结 责任制'.split(
    ' ',
  );
const LONGEST = Math.max(...WORDS.map((word) => word.length));

/** Words of the line: by its blanks, else by the list (most words' characters covered by fewest words); else one raw entry. */
export function splitSubjectWords(text: string): string[] {
  const parts = text.split(/[\s\u3000,，;；、]+/).filter((part) => part !== '');
  if (parts.length !== 1) return parts.map(tidy);
  const [raw = ''] = parts;
  return segment(raw) ?? [raw];
}

/** Fewest words that make up the text exactly; undefined when the list cannot. */
function segment(text: string): string[] | undefined {
  const best: (string[] | undefined)[] = [[]];
  for (let end = 1; end <= text.length; end++) {
    for (let start = Math.max(0, end - LONGEST); start < end; start++) {
      const before = best[start];
      const word = text.slice(start, end);
      if (!before || !WORDS.includes(word)) continue;
      const current = best[end];
      if (!current || before.length + 1 < current.length) best[end] = [...before, word];
    }
  }
  return best[text.length];
}
