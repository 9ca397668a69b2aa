"""Twenty demo reports, so that the queue shows every stage a case can be in, and every kind of photo evidence."""

from landwatch.demo.plots import AfterPhotos, Ago, DaysAgo, Here, InDays, Photo, Step, Story

HERE = Here.HERE
HOUR, DAY = 60, 24 * 60


def _seen(role: str, start: int, findings: str, note: str) -> tuple[Step, ...]:
    """Claimed, check begun, and the place visited `start` minutes after the filing."""
    return (
        Step(start - 45, role, "claim"),
        Step(start - 40, role, "start_check"),
        Step(start, role, "onsite_check", {"position": HERE, "findings": findings}, note),
    )


def _concluded(role: str, at: int, outcome: str, detail: str | None = None) -> Step:
    fields = {"outcome": outcome} | ({"outcome_detail": detail} if detail else {})
    return Step(at, role, "conclude", fields)


def _task(days: int, plan: str) -> dict[str, object]:
    """What must be put right, and within how many days of the filing."""
    return {"rectify_by": InDays(days), "plan": plan}


def _filing(at: int, reason: str) -> Step:
    return Step(at, "officer", "propose_filing", {"filing_conditions": True, "reason": reason})


ARRIVING = (
    Story(
        "just-arrived",
        None,
        "public_pwa",
        Ago(6),
        "town-build",
        "Building on an empty lot in town",
        "镇上那块空地围起来开工了，没有公示牌，挖机正在挖地基。",
        "assigned",
        answers={"fenced": True},
        photos=(Photo(heading_deg=20), Photo(heading_deg=75, arrives=False), Photo("no_gps", 130, arrives=False)),
    ),
    Story(
        "sand-tonight",
        "dispatcher",
        "hotline_12345",
        Ago(35),
        "sand-river",
        "Sand digging on the river flats",
        "群众来电：渭河滩里有挖掘机挖沙，三辆大车往外拉，已经挖出大坑。",
        "assigned",
        accuracy_m=60,
        answers={"machines": 4, "night": True},
        seen_minutes_before=20,
    ),
    Story(
        "dump-waiting",
        "inspector",
        "patrol",
        Ago(20 * HOUR),
        "dump-field",
        "Building rubble on a field",
        "巡查发现地里倒了建筑垃圾，有五六车，还有车辙印。",
        "assigned",
        answers={"what": "rubble"},
        photos=(Photo(heading_deg=310, accuracy_m=4), Photo(heading_deg=15, accuracy_m=4, upright=True)),
        path=(Step(2 * HOUR, "officer", "claim"),),
    ),
    Story(
        "river-overdue",
        None,
        "public_pwa",
        DaysAgo(4, 10, 20),
        "dump-river",
        "Dumping on the river flats",
        "河滩边上倒了很多垃圾，下雨就冲到河里。",
        "assigned",
        answers={"what": "rubbish"},
        photos=(Photo("no_gps", 200), Photo("none", 220)),
    ),
    Story(
        "house-village",
        "citizen",
        "public_pwa",
        DaysAgo(1, 9, 40),
        "house-village",
        "House extended in the village",
        "邻居把老房子推了盖三层，没有看到规划许可。",
        "assigned",
        photos=(Photo("none", 45, upright=True),),
    ),
    Story(
        "house-edge",
        "citizen",
        "public_pwa",
        DaysAgo(2, 16, 10),
        "house-edge",
        "New house at the village edge",
        "村口耕地上打了地基，一层砖墙已经砌好，没见到批准的牌子。",
        "assigned",
        answers={"storeys": "one"},
        photos=(Photo(heading_deg=190), Photo(heading_deg=240, accuracy_m=11)),
        shape=True,
    ),
)

YARD = (
    Story(
        "yard-first",
        "inspector",
        "patrol",
        DaysAgo(2, 9, 12),
        "yard-x213",
        "Workshop on basic farmland, being built",
        "县道 X213 北侧麦地里正在立钢架，地面已经硬化，现场有施工人员。",
        "verifying",
        answers={"fenced": True},
        photos=(Photo(heading_deg=356, accuracy_m=5), Photo(heading_deg=88, accuracy_m=6)),
        shape=True,
        accuracy_m=5,
        path=_seen("station", 3 * HOUR, "ongoing", "钢架十二根，混凝土地面已硬化，现场负责人未出示批准文件。"),
    ),
    Story(
        "yard-second",
        None,
        "public_pwa",
        Ago(21 * HOUR),
        "yard-x213",
        "Steel frame beside the county road",
        "路边的地里在盖厂房，天天有大车，噪声很大。",
        "verifying",
        photos=(Photo("no_gps", 350),),
        offset_m=(18, -9),
        accuracy_m=14,
        joins="yard-first",
    ),
    Story(
        "yard-third",
        "dispatcher",
        "hotline_12336",
        Ago(5 * HOUR),
        "yard-x213",
        "Call about the same workshop",
        "群众来电反映县道边耕地上建厂房，与前几日反映的像是同一处。",
        "verifying",
        offset_m=(-11, 6),
        accuracy_m=40,
        joins="yard-first",
    ),
)

HANDLED = (
    Story(
        "paving-check",
        "inspector",
        "patrol",
        DaysAgo(1, 11, 5),
        "paving-field",
        "Concrete laid across basic farmland",
        "有人在基本农田里打水泥路，宽得能并排走两辆车，罐车还在。",
        "verifying",
        answers={"what": "concrete"},
        photos=(Photo(heading_deg=60), Photo(heading_deg=64, accuracy_m=9)),
        shape=True,
        path=(Step(30, "officer", "claim"), Step(40, "officer", "start_check")),
    ),
    Story(
        "clay-stopped",
        None,
        "public_pwa",
        DaysAgo(4, 8, 30),
        "clay-pit",
        "Clay dug from cropland",
        "砖厂在耕地里取土，坑有三米多深，还在挖。",
        "stopped",
        danger=True,
        answers={"depth_m": 3},
        photos=(Photo(heading_deg=170), Photo("no_gps", 175)),
        shape=True,
        path=(
            *_seen("officer", 3 * HOUR, "ongoing", "挖掘机一台正在作业，坑深约三米二，已当场要求停机。"),
            Step(6 * HOUR, "officer", "stop_order", {"notice_number": "渭临自然资停字41号"}),
        ),
    ),
    Story(
        "yard-concluded",
        "citizen",
        "public_pwa",
        DaysAgo(5, 14, 25),
        "yard-s107",
        "Lorry park beside the provincial road",
        "省道边的玉米地铺了石子停大车，还搭了彩钢房。",
        "concluded",
        activity="finished",
        answers={"fenced": False},
        photos=(Photo(heading_deg=280), Photo(heading_deg=300)),
        shape=True,
        path=(
            *_seen("officer", DAY, "finished", "石子地面约两千平方米，彩钢房一间。"),
            _concluded("officer", 2 * DAY, "illegal"),
        ),
    ),
    Story(
        "pond-rectifying",
        "inspector",
        "field_chief_patrol",
        DaysAgo(7, 15, 45),
        "pond-field",
        "Fish pond dug in the wheat",
        "好好的麦地挖成了鱼塘，已经放水，旁边堆着挖出来的土。",
        "rectifying",
        activity="finished",
        photos=(Photo(heading_deg=95, accuracy_m=5),),
        shape=True,
        path=(
            *_seen("officer", DAY, "finished", "塘面约三千平方米，水深一米左右，未见批准文件。"),
            _concluded("officer", 2 * DAY, "illegal"),
            Step(3 * DAY, "officer", "set_rectify", _task(21, "排水、回填、复耕，恢复耕作层。")),
        ),
    ),
    Story(
        "greenhouse-recheck",
        None,
        "public_pwa",
        DaysAgo(12, 10, 15),
        "villa-greenhouse",
        "A yard inside a greenhouse",
        "温室大棚里面盖了住人的房子，铺了地砖，周末有人来度假。",
        "recheck",
        answers={"lived_in": True},
        photos=(Photo(heading_deg=40), Photo("none", 55)),
        shape=True,
        path=(
            *_seen("officer", DAY, "ongoing", "棚内砖房一处，约九十平方米，地面铺砖。"),
            _concluded("officer", 2 * DAY, "illegal"),
            Step(3 * DAY, "officer", "set_rectify", _task(10, "拆除棚内房屋，恢复种植。")),
            Step(9 * DAY, "officer", "submit_rectified", {"photos": AfterPhotos(2)}, "房屋已拆，正在翻地。"),
        ),
    ),
    Story(
        "quarry-filing",
        "inspector",
        "uav",
        DaysAgo(9, 11, 30),
        "quarry-slope",
        "Quarry on the slope",
        "无人机巡查发现山坡被挖掉一大块，岩面新鲜，有运输便道。",
        "filing",
        danger=True,
        answers={"machines": 2},
        photos=(Photo(heading_deg=185, accuracy_m=3),),
        shape=True,
        path=(
            *_seen("officer", 4 * HOUR, "ongoing", "开采面宽约百米，现场有挖掘机，未出示采矿许可证。"),
            _concluded("officer", 2 * DAY, "illegal"),
            _filing(4 * DAY, "无证开采，面积和方量较大，当事人拒绝停工。"),
        ),
    ),
    Story(
        "huts-filed",
        "dispatcher",
        "transfer_in",
        DaysAgo(16, 9, 0),
        "temporary-over",
        "Site huts kept after expiry",
        "交通部门移送：修路时的工棚还在，临时用地到期没有复垦。",
        "filed",
        activity="finished",
        photos=(Photo(heading_deg=120, exif="no_gps"),),
        shape=True,
        path=(
            *_seen("officer", DAY, "finished", "工棚三排，无人居住，临时用地批准已到期。"),
            _concluded("officer", 3 * DAY, "illegal"),
            _filing(5 * DAY, "临时用地逾期未复垦，经催告仍不履行。"),
            Step(7 * DAY, "supervisor", "approve_filing"),
        ),
    ),
)

FINISHED = (
    Story(
        "border-referred",
        "citizen",
        "public_pwa",
        DaysAgo(3, 13, 20),
        "border-yard",
        "Storage yard at the county border",
        "两县交界的地方围了一块地堆材料，不知道归哪边管。",
        "referred",
        answers={"fenced": True},
        photos=(Photo(heading_deg=75, accuracy_m=18),),
        path=(
            Step(
                5 * HOUR,
                "dispatcher",
                "refer",
                {
                    "authority": "other",
                    "letter_number": "渭临自然资移12号",
                    "reason": "大部分在华州区一侧，移送华州区办理。",
                },
            ),
        ),
    ),
    Story(
        "facility-lawful",
        None,
        "public_pwa",
        DaysAgo(10, 16, 0),
        "facility-approved",
        "Registered farm shed",
        "路边新建了一座大棚，不知道有没有手续，请核实。",
        "closed_legal",
        activity="finished",
        photos=(Photo(heading_deg=10), Photo("no_gps", 350)),
        shape=True,
        path=(
            *_seen("station", DAY, "finished", "设施农用地备案齐全，四至与备案一致。"),
            _concluded("station", 2 * DAY, "not_new_construction", "N1"),
            Step(2 * DAY + 30, "station", "close_lawful", note="备案有效，没有超出范围。"),
        ),
    ),
    Story(
        "heap-rectified",
        None,
        "public_pwa",
        DaysAgo(14, 8, 50),
        "odd-heap",
        "A heap nobody explained, now cleared",
        "地里多了一堆东西，盖着布，不知道是什么，味道难闻。",
        "closed_rectified",
        photos=(Photo(heading_deg=330), Photo("none", 345, upright=True)),
        path=(
            *_seen("officer", DAY, "finished", "为建筑垃圾，约两车，当事人承认倾倒。"),
            _concluded("officer", 2 * DAY, "illegal"),
            Step(2 * DAY + 60, "officer", "set_rectify", _task(6, "清运垃圾，翻耕恢复。")),
            Step(5 * DAY, "officer", "submit_rectified", {"photos": AfterPhotos(2)}, "已清运完毕。"),
            Step(6 * DAY, "officer", "recheck_visit", {"position": HERE, "recheck_findings": "restored"}, "已翻耕。"),
            Step(6 * DAY + 90, "supervisor", "approve_closing"),
            Step(7 * DAY, "officer", "accept_rectified", note="整改到位，不予立案。"),
        ),
    ),
    Story(
        "orchard-withdrawn",
        None,
        "public_pwa",
        DaysAgo(2, 12, 0),
        "house-orchard",
        "House in an orchard",
        "果园里盖了一院房子，说是看园子的，有围墙有大门。",
        "assigned",
        activity="finished",
        answers={"storeys": "one"},
        photos=(Photo(heading_deg=150),),
        path=(Step(3 * HOUR, "citizen", "withdraw", {"reason": "打听过了，是批过的看护房。"}),),
    ),
)

STORIES: tuple[Story, ...] = (*ARRIVING, *YARD, *HANDLED, *FINISHED)
"""In the order of filing within each group; a story that joins another comes after it."""
