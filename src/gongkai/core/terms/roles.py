"""Roles a rule book may name. A role is asked of a person on a day, for a thing."""

from __future__ import annotations

from gongkai.core.terms.titled import TitledEnum


class PostKind(TitledEnum):
    """Posts people hold for a time."""

    HANDLER = "handler", "经办人"
    UNIT_HEAD = "unit_head", "机构负责人"
    LEADER_IN_CHARGE = "leader_in_charge", "分管领导"
    PRINCIPAL_LEADER = "principal_leader", "主要负责人"


class UnitFunction(TitledEnum):
    """Functions a unit may carry; whoever holds a post in the unit acts in the function."""

    LEADING_GROUP = "leading_group", "政务公开领导小组"
    LEADING_GROUP_OFFICE = "leading_group_office", "领导小组办公室"
    ACCEPTANCE_BODY = "acceptance_body", "受理机构"
    SECRECY_BODY = "secrecy_body", "保密工作机构"
    SUPERVISION_OFFICE = "supervision_office", "监察部门"
    WEBSITE_OFFICE = "website_office", "网站管理部门"
    PERSONNEL_OFFICE = "personnel_office", "人事机构"


class Role(TitledEnum):
    """What a move or a stage asks for: a post, a function, or a relation to the thing."""

    HANDLER = "handler", "经办人"
    UNIT_HEAD = "unit_head", "机构负责人"
    LEADER_IN_CHARGE = "leader_in_charge", "分管领导"
    PRINCIPAL_LEADER = "principal_leader", "主要负责人"
    LEADING_GROUP = "leading_group", "政务公开领导小组"
    LEADING_GROUP_OFFICE = "leading_group_office", "领导小组办公室"
    ACCEPTANCE_BODY = "acceptance_body", "受理机构"
    SECRECY_BODY = "secrecy_body", "保密工作机构"
    SUPERVISION_OFFICE = "supervision_office", "监察部门"
    WEBSITE_OFFICE = "website_office", "网站管理部门"
    PERSONNEL_OFFICE = "personnel_office", "人事机构"
    BUREAU_MEETING = "bureau_meeting", "局务会议"
    PRODUCER = "producer", "信息产生机构经办人"
    PRODUCING_UNIT_HEAD = "producing_unit_head", "信息产生机构负责人"
    REVIEWING_UNIT = "reviewing_unit", "审核科室"
    STAFF = "staff", "本机关工作人员"
    SYSTEM = "system", "系统"
